"""Rasa: what people say (nlu), what the bot replies (responses), and the rules that join the two.

https://rasa.com/docs/rasa/training-data-format/
`faq/x` is answered by `utter_faq/x`, an intent by the reply of a rule or of its own name; what is
answered by code is left out and said.
"""

import re
from collections.abc import Hashable, Iterator
from itertools import islice
from typing import Any

import yaml

from knowledge.files.found import Piece, Problem
from knowledge.files.programs.article import Article, Export, words
from knowledge.files.programs.bundle import PIPED, Broken, Bundle

KIND = "rasa"
_ENDINGS = (".yml", ".yaml", PIPED)
_ENTITY = re.compile(r"\[(?P<word>[^\[\]\n]{1,200})\](?:\([^()\n]{0,200}\)|\{[^{}\n]{0,300}\})")
"""A word that is marked as a value: [Berlin](city), [Berlin]{"entity": "city"}."""
_FILLED = re.compile(r"\{[A-Za-z_]\w{0,60}\}")
"""A slot in a reply: {hour}."""
_TALK = frozenset(
    """greet goodbye affirm deny bot_challenge mood_great mood_unhappy thank thanks thankyou chitchat
    nlu_fallback out_of_scope""".split()  # noqa: SIM905
)
"""Intents that the desk has its own answers to."""


_SHOWN_TOO = frozenset({"buttons", "image", "attachment", "elements", "quick_replies", "custom"})
"""What a reply may show beside its words."""
_VALUES = frozenset({"synonym", "lookup", "regex"})
"""What stands among the intents and says which words are values, not what is asked."""
_SHAPES: dict[str, type] = {"nlu": list, "responses": dict, "rules": list, "stories": list}


class _Loader(yaml.SafeLoader):
    """Takes no key twice in one object: the first would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                what = f'"{key.value[:40]}" stands twice in one object'
                raise yaml.constructor.ConstructorError(None, None, what, key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else None)
        return super().construct_mapping(node, deep)


def fits(bundle: Bundle) -> bool:
    """Whether it holds training data of Rasa."""
    for name in bundle.ending(*_ENDINGS)[:20]:
        try:
            text = bundle.text(name)
        except Broken:
            continue
        if re.search(r"^nlu:", text, re.MULTILINE) or re.search(
            r"^ +utter_\S+:", text, re.MULTILINE
        ):
            return True
    return False


def read(bundle: Bundle, export: Export) -> None:
    """Join what is said to what is replied. Raises Broken."""
    asked: dict[str, tuple[str, list[str]]] = {}
    replies: dict[str, tuple[str, list[str]]] = {}
    rules: dict[str, str] = {}
    for name in bundle.ending(*_ENDINGS):
        for key, value in _parts(bundle, name, export):
            if key == "nlu":
                for intent, examples in _intents(value, name, export):
                    asked.setdefault(intent, (name, []))[1].extend(examples)
            elif key == "responses":
                for reply, variants in value.items():
                    replies.setdefault(words(reply), (name, []))[1].extend(_replies(variants))
                export.found.notes += _beside(value, name)
            elif key in {"rules", "stories"}:
                rules |= _rules(value)
    used = set()
    for intent, (name, examples) in asked.items():
        reply = next(
            (each for each in (rules.get(intent), f"utter_{intent}") if each in replies), ""
        )
        if intent.partition("/")[0] in _TALK:
            export.odd(
                name, f'The intent "{intent[:60]}" is small talk, which the desk has its own of.'
            )
            used.add(reply)
        elif not reply:
            export.odd(name, f'Nothing here replies to the intent "{intent[:60]}".')
        else:
            used.add(reply)
            _take(name, intent, examples, replies[reply][1], export)
    for reply in replies.keys() - used:
        export.odd(replies[reply][0], f'Nothing here leads to the reply "{reply[:60]}".')


def _parts(bundle: Bundle, name: str, export: Export) -> Iterator[tuple[str, Any]]:
    try:
        value = yaml.load(bundle.open_text(name), _Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        what = f"This is not YAML: {getattr(error, 'problem', None) or 'it is nested too deeply'}."
        raise Broken.at(name, what, mark.line + 1 if mark else 0) from error
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, _SHAPES.get(key, object)):
                yield str(key), each
            else:
                export.odd(name, f'"{key}" holds none.')
    elif value is not None:
        export.odd(name, "It is no training data of Rasa.")


def _intents(value: Any, name: str, export: Export) -> Iterator[tuple[str, list[str]]]:
    for place, each in enumerate(value, 1):
        if isinstance(each, dict) and words(each.get("intent")):
            yield words(each["intent"]), list(_examples(each.get("examples")))
        elif not (isinstance(each, dict) and _VALUES & each.keys()):
            export.odd(name, f'What stands at place {place} of "nlu" is no intent.')


def _examples(value: Any) -> Iterator[str]:
    """The lines of "- so", or texts of a list."""
    lines = value.split("\n") if isinstance(value, str) else value
    for line in lines if isinstance(lines, list) else ():
        text = words(line.get("text") if isinstance(line, dict) else line)
        plain = _ENTITY.sub(lambda found: found["word"], text.removeprefix("-").strip())
        if plain:
            yield plain


def _replies(variants: Any) -> Iterator[str]:
    for each in variants if isinstance(variants, list) else ():
        known = isinstance(each, dict) and not each.get("condition")
        yield words(each.get("text")) if known else ""


def _beside(responses: dict[Any, Any], name: str) -> Iterator[Problem]:
    """Say what replies show beside their words."""
    for reply, variants in responses.items():
        shown = (
            [each for each in variants if isinstance(each, dict)]
            if isinstance(variants, list)
            else []
        )
        more = sorted({str(key) for each in shown for key in _SHOWN_TOO & each.keys() if each[key]})
        if more:
            what = f'Of the reply "{words(reply)[:60]}" was left out: {", ".join(more)}.'
            yield Piece(file=name, line=0).problem(what)


def _rules(value: Any) -> dict[str, str]:
    """Which reply follows an intent, where one step is nothing but that."""
    found: dict[str, str] = {}
    for rule in value if isinstance(value, list) else ():
        steps = rule.get("steps") if isinstance(rule, dict) else None
        steps = (
            [each for each in steps if isinstance(each, dict)] if isinstance(steps, list) else []
        )
        for step, follows in zip(steps, islice(steps, 1, None), strict=False):
            intent, action = words(step.get("intent")), words(follows.get("action"))
            if intent and action.startswith("utter_"):
                found.setdefault(intent, action)
    return found


def _take(name: str, intent: str, examples: list[str], replies: list[str], export: Export) -> None:
    texts = [each for each in replies if each]
    said = []
    if len(texts) > 1:
        said.append(f"Of {len(texts)} replies to it the first was taken.")
    if len(texts) < len(replies):
        said.append("A reply without a text, or for a condition alone, was left out.")
    if texts and _FILLED.search(texts[0]):
        said.append(
            f"{_FILLED.findall(texts[0])[0]} was filled in by code there: write what stands for it."
        )
    export.take(
        Article(
            file=name,
            kind=KIND,
            id=intent,
            title=examples[0] if examples else "",
            body=texts[0] if texts else "",
            variants=list(dict.fromkeys(examples[1:])),
            category=intent.partition("/")[0] if "/" in intent else "",
            said=tuple(said),
        )
    )
