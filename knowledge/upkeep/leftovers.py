"""What stands in an entry and was to be replaced before anybody read it: by a program, or by its writer.

Where words are missing for it the entry is unfinished; a mark that only shows is said, no more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.entry import Entry
from knowledge.text.syntax import addresses, parse, without_code

_UNCOMPUTED = re.compile(
    r"(?<![\w#])#(?:(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|BUSY|CONNECT|UNKNOWN|ERROR|"
    r"EXTERNAL|PYTHON|BEZUG|WERT|ZAHL|LEER|ÜBERLAUF|VALEUR|NOMBRE|NUL|PROPAGATION|VALOR|NULO|"
    r"¡REF|¡VALOR|¡DIV/0|¡NUM|¡NULO|VALORE|RIF|WAARDE|VERW|GETAL)!|(?:NAME|¿NOMBRE|NOM|NOME|NAAM)\?|"
    r"N/A|N/D|N/B|NV|GETTING_DATA)(?!\w)|(?<!\w)Err:5\d\d(?!\w)|(?<!\S)#{4,}$"
)
_WHY = {
    "program": "which a program that makes websites would have replaced",
    "writer": "which its writer meant to replace",
}
_UNFILLED = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^\n]{1,200}?%\}|<%[^%\n]{1,200}%>|\$\{[a-z][\w.]*\}"  # Liquid, ERB
    r"|(?<![$\w])\{(?:props|site|page|config|frontmatter)\.[\w.]+\}",  # JSX
)
_MARK = re.compile(
    r"^[ \t]*:::+[^\n]*|^[ \t]*(?:!!!|\?\?\?)\+?[ ]\w[^\n]*"  # boxes of Docusaurus, MkDocs
    r"|\[\[[^\[\]\n]+\]\]|^[ \t]*\[[Tt][Oo][Cc]\][ \t]*$|\[\^[\w-]+\]"  # wikis, contents, footnotes
    r"|</[A-Z][a-z][\w.]*>|<[A-Z][a-z][\w.]*(?:\s+[\w-]+=[^<>\n]*|\s*/)>|^import\s[^\n]*\sfrom\s[^\n]+|^export\s(?:const|default)\s[^\n]*"
    r"|\{:?[ ]?[#.][\w-][^{}\n]*\}"  # kramdown
    r"|^\.\.[ ][\w-]+::[^\n]*|:(?:ref|doc|term):(?=[`\0])",  # reStructuredText
    re.MULTILINE,
)
_TO_WRITE = re.compile(
    r"(?<![\w-])(?:TB[ADC]|FIXME|T\.B\.[ADC]\.?)(?![\w-])|(?<![\w-])TODO(?=\s*(?:[:(\])—–]|-\s|$))"
    r"|(?i:(?<!\w)lorem ipsum(?!\w)|\[(?:(?:insert|enter|add|fill in)\s[^\[\]\n]{1,60}"
    r"|(?:your|the) (?:company|business|shop|store|product|support|phone)[^\[\]\n]{0,40}"
    r"|(?:company|business|store|product)[ _-]?(?:name|email|phone|address)|(?:ihre? )?firm(?:a|enname)"
    r"|platzhalter|placeholder|tb[adc]|to ?do)\](?!\())",
    re.MULTILINE,
)
_TODO = re.compile(r"(?<![\w-])TODO(?![\w-])")
_ALL = frozenset({"es", "pt", "it", "gl", "ca"})
"""Languages in which TODO is a word."""
_NO_ANSWER = re.compile(
    r"[\W_]+|true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero|waar|onwaar"
    r"|\W*(?:tb[adc]|to ?do|to be (?:done|defined|determined|announced|confirmed)|fixme|wip|x{2,}|"
    r"n\.?[/ ]?a\.?|k\.? ?a\.?|null|none|nil|nan|undefined|\[object object\]|loading|"
    r"please wait|coming soon|lorem ipsum\b.*|placeholder|folgt|por definir|à définir|a definir|"
    r"da definire)\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands where an answer was still to come, or where a program had none."""
_PROGRAMMED = re.compile(
    r"\]\(\s*<?(?P<link>(?:javascript|vbscript|data:text)[^\s()>]{0,200})", re.IGNORECASE
)
"""A link that would run something instead of leading somewhere, which is no link to a parser."""
_WRITE = "Write what people should read."


@dataclass(frozen=True, kw_only=True)
class Leftover:
    """One of them, said."""

    kind: str
    """What it is: "only", "uncomputed", "program", "writer" or "link"."""
    what: str
    words: str
    """As they stand there."""
    mend: str = _WRITE
    line: int = 0
    """Of the answer; 0 where it stands in none, or nobody asks."""
    unfinished: bool = True

    def __str__(self) -> str:
        """Return the sentences for people."""
        where = f" (line {self.line} of the answer)" if self.line else ""
        return f"{self.what}{where}. {self.mend}"


def uncomputed(text: str) -> tuple[str, ...]:
    """Return what a spreadsheet wrote for what it could not compute, each once."""
    return tuple(dict.fromkeys(found[0] for found in _UNCOMPUTED.finditer(text.strip())))


def is_uncomputed(text: str) -> bool:
    """Whether a cell is that and nothing else: a text may well be about it."""
    return bool(uncomputed(text)) and not re.search(r"\w", _UNCOMPUTED.sub("", text.strip()))


def leftovers(entry: Entry) -> Iterator[Leftover]:
    """Yield all of them; what stands in code is none."""
    answer, tokens = entry.answer.strip(), parse(entry.answer)
    words = "\n".join((*entry.phrasings, without_code(entry.answer, tokens)))
    if _NO_ANSWER.fullmatch(answer):
        yield Leftover(kind="only", what=f'The answer is only "{answer}"', words=answer)
    if errors := uncomputed(words):
        yield Leftover(
            kind="uncomputed",
            what=f"It holds {', '.join(errors)}, which a spreadsheet could not compute",
            words=errors[0],
            mend="Write what it should be.",
        )
    above = len(entry.phrasings)
    kinds = [(_UNFILLED, "program", True), (_MARK, "program", False)]
    if not _NO_ANSWER.fullmatch(answer):
        spanish = entry.language.partition("-")[0] in _ALL
        kinds += [(_TO_WRITE, "writer", True), *([] if spanish else [(_TODO, "writer", True)])]
    seen: set[tuple[int, str]] = set()
    for pattern, kind, missing in kinds:
        for found in pattern.finditer(words):
            line = max(0, words.count("\n", 0, found.start()) - above + 1)
            said = found[0].strip()
            if (line, said) not in seen:
                seen.add((line, said))
                what = f'It holds "{said[:60]}", {_WHY[kind]}'
                yield Leftover(kind=kind, what=what, words=said, line=line, unfinished=missing)
    for address in addresses(tokens):
        if not re.match(r"(?:https?://|mailto:|tel:|entry:)", address, re.IGNORECASE):
            what = f'It links to "{address[:60]}", which leads nowhere in a chat'
            yield Leftover(
                kind="link",
                what=what,
                words=f"]({address}",
                mend="Write all of it.",
                unfinished=address in {"", "#"},
            )
    for found in _PROGRAMMED.finditer(words):
        what = f'It links to "{found["link"][:60]}", which leads nowhere in a chat'
        yield Leftover(kind="link", what=what, words=found["link"], mend="Write where it leads.")
