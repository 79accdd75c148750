"""What is wrong with the shape of one entry, in sentences for staff.

Flags, never forbids: whoever writes decides. Looks at one entry alone.
"""

import re
from collections.abc import Iterable, Iterator

from knowledge.entry import Entry
from knowledge.text.secrets import PUBLISHED, redact
from knowledge.text.syntax import addresses, parse, without_code

LONGEST_ANSWER = 120
"""Words; people read on a phone, and what is longer is mostly two entries."""
LONGEST_QUESTION = 200
"""Characters."""
ENOUGH_VARIANTS = 3
"""Below this number of other phrasings a question put differently is often missed."""

_UNCOMPUTED = re.compile(
    r"(?<![\w#])#(?:(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|BUSY|CONNECT|UNKNOWN|ERROR|"
    r"EXTERNAL|PYTHON|BEZUG|WERT|ZAHL|LEER|ÜBERLAUF|VALEUR|NOMBRE|NUL|PROPAGATION|VALOR|NULO|"
    r"¡REF|¡VALOR|¡DIV/0|¡NUM|¡NULO|VALORE|RIF|WAARDE|VERW|GETAL)!|(?:NAME|¿NOMBRE|NOM|NOME|NAAM)\?|"
    r"N/A|N/D|N/B|NV|GETTING_DATA)(?!\w)|(?<!\w)Err:5\d\d(?!\w)|(?<!\S)#{4,}$"
)
_LEFTOVER = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}|\{%[^\n]{1,200}?%\}"  # Liquid, Jinja, Hugo
    r"|^[ \t]*:::+[^\n]*|^[ \t]*(?:!!!|\?\?\?)\+?[ ]\w[^\n]*"  # boxes of Docusaurus, MkDocs
    r"|\[\[[^\[\]\n]+\]\]|^[ \t]*\[[Tt][Oo][Cc]\][ \t]*$|\[\^[\w-]+\]"  # wikis, contents, footnotes
    r"|</[A-Z][a-z][\w.]*>|<[A-Z][a-z][\w.]*(?:\s+[\w-]+=[^<>\n]*|\s*/)>|^import\s[^\n]*\sfrom\s[^\n]+|^export\s(?:const|default)\s[^\n]*"
    r"|(?<![$\w])\{(?:props|site|page|config|frontmatter)\.[\w.]+\}"  # JSX
    r"|\{:?[ ]?[#.][\w-][^{}\n]*\}"  # kramdown
    r"|^\.\.[ ][\w-]+::[^\n]*|:(?:ref|doc|term):(?=[`\0])",  # reStructuredText
    re.MULTILINE,
)

_NO_ANSWER = re.compile(
    r"[\W_]+|true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero|waar|onwaar"
    r"|\W*(?:tb[adc]|to ?do|to be (?:done|defined|determined|announced|confirmed)|fixme|wip|x{2,}|"
    r"n\.?[/ ]?a\.?|k\.? ?a\.?|null|none|nil|nan|undefined|\[object object\]|loading|"
    r"please wait|coming soon|lorem ipsum\b.*|placeholder|folgt|por definir|à définir|a definir|"
    r"da definire)\W*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands where an answer was still to come, or where a program had none."""


def check_entry(entry: Entry) -> tuple[str, ...]:
    """Return a sentence for each flaw; none for an entry in good shape."""
    return tuple(_flaws(entry))


def words_in(text: str) -> int:
    """Count words; in scripts without blanks two characters count as one."""
    dense = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\uac00-\ud7af]", text))
    return len(re.findall(r"[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+", text)) + dense // 2


def _flaws(entry: Entry) -> Iterator[str]:
    if not entry.question.strip():
        yield "It has no question."
    if not entry.answer.strip():
        yield "It has no answer."
    if (words := words_in(entry.answer)) > LONGEST_ANSWER:
        yield (
            f"The answer has {words} words; people read up to {LONGEST_ANSWER}. "
            "Shorten it, or make two entries of it."
        )
    if len(entry.question) > LONGEST_QUESTION:
        yield f"The question is longer than {LONGEST_QUESTION} characters. Ask one thing, shortly."
    if len(entry.variants) < ENOUGH_VARIANTS:
        known = len(entry.variants) or "no"
        yield (
            f"It has {known} other phrasing{'' if known == 1 else 's'}. "
            f"Add how people really ask, {ENOUGH_VARIANTS} or more."
        )
    yield from _doubled(entry)
    if entry.translates == entry.id:
        yield "It says that it is a translation of itself."
    yield from _unready(entry)


def secret_in(entry: Entry) -> str:
    """Say that an entry holds a secret; "" for none.

    Each text by itself: two phrasings below each other are no name with its value.
    """
    texts = (*entry.phrasings, *entry.not_for, entry.answer)
    found = dict.fromkeys(kind for text in texts for kind in redact(text)[1])
    kinds = [each for each in found if each not in PUBLISHED]
    return f"It holds what looks like a secret ({', '.join(kinds)})." if kinds else ""


def unready(entries: Iterable[Entry]) -> list[str]:
    """Return what customers would read and nobody meant them to, each with the entry's id."""
    return [f"{entry.id}: {flaw}" for entry in entries for flaw in _unready(entry)]


def _unready(entry: Entry) -> Iterator[str]:
    if secret := secret_in(entry):
        yield f"{secret} Take it out."
    if entry.answer.count("```") % 2:
        yield "The answer opens a code block (```) and never closes it."
    yield from _foreign(entry)


def uncomputed(text: str) -> str:
    """Return what a spreadsheet writes for a cell that it could not compute; "" for none."""
    found = _UNCOMPUTED.search(text.strip())
    return found[0] if found else ""


def _foreign(entry: Entry) -> Iterator[str]:
    """What other programs would have filled in before anybody read it."""
    tokens = parse(entry.answer)
    words = "\n".join((*entry.phrasings, without_code(entry.answer, tokens)))
    if _NO_ANSWER.fullmatch(entry.answer.strip()):
        yield f'The answer is only "{entry.answer.strip()}". Write what people should read.'
    if error := uncomputed(words):
        yield f"It holds {error}, which a spreadsheet could not compute. Write what it should be."
    for left in _LEFTOVER.finditer(words):
        line = words.count("\n", 0, left.start()) - len(entry.phrasings) + 1
        where = f" (line {line} of the answer)" if line > 0 else ""
        yield (
            f'It holds "{left[0].strip()[:60]}", which a program that makes websites would have '
            f"replaced{where}. Write what people should read."
        )
    for address in addresses(tokens):
        if not re.match(r"(?:https?://|mailto:|tel:)", address, re.IGNORECASE):
            yield f'It links to "{address[:60]}", which leads nowhere in a chat. Write all of it.'


def _doubled(entry: Entry) -> Iterator[str]:
    seen: set[str] = set()
    for phrasing in entry.phrasings:
        plain = " ".join(phrasing.casefold().split()).rstrip("?!. ")
        if plain in seen:
            yield f'"{phrasing}" stands among its phrasings twice.'
        seen.add(plain)
    for phrasing in entry.not_for:
        if " ".join(phrasing.casefold().split()).rstrip("?!. ") in seen:
            yield f'"{phrasing}" is both a phrasing and under "not for". Take one out.'
