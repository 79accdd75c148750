"""The choice of a guided entry that somebody's words are, with a word or two more: "yes i have".

A choice may be labelled as what else would refuse all of them: "No", "Neither", "Never".
"""

from collections.abc import Mapping, Sequence

from bot.desk.hearing.scores import thumbs
from bot.desk.nouns.conversation import Offer
from bot.desk.step.step import Step
from bot.desk.verbs import guided
from knowledge.text.fillers import EMPTY
from knowledge.text.intent import intent_of
from knowledge.text.normalise import surface
from knowledge.text.ordinals import refuses_all
from knowledge.text.reading import Reading, SmallTalk
from knowledge.text.sentences import puts_question
from knowledge.text.small_talk import small_talk

MORE = 4
"""Words that may stand beside a choice's label: "ja gerne mit motor", "no i have not yet"."""
_NOT = frozenset(
    """no not none never without isn't don't nicht kein keine keinen ohne nein nie sin nunca non pas sans jamais
    ni senza mai nao sem""".split()  # noqa: SIM905 - a column of words reads better
)
"""Words beside a label that turn it round: "not the iphone"."""


_PLAIN = frozenset({None, SmallTalk.YES, SmallTalk.NO, SmallTalk.OKAY, SmallTalk.THANKS})
"""Small talk that words with a choice in them may be."""


def chosen(step: Step, text: str, reading: Reading) -> str:
    """The command of the one choice that words are; "" for none, or several."""
    conversation = step.conversation()
    said, thumb = surface(text[:200]), thumbs(reading, text)
    if conversation.question is None or not (said or thumb) or "?" in text:
        return ""
    if any(said == surface(each.label) for each in conversation.offers if each.verb != "pick"):
        return ""
    question = step.records.question(conversation.question)
    labels = {
        each.command: surface(each.label)
        for each in conversation.offers
        if _leads_on(each, question.id) and guided.further(step.library, question, _entry(each))
    }
    same = _only([each for each, label in labels.items() if label == said])
    if same or not labels:
        return same
    if thumb:
        return _labelled(labels, thumb)
    if _says_else(text, reading):
        return ""
    return _with_more(said, labels) or _as_yes_or_no(said, labels)


def _says_else(text: str, reading: Reading) -> bool:
    """ "No, something else", "no i need a person", "no where is my invoice"."""
    rest = text.partition(",")[2] or text.partition(" ")[2]
    words = [each for each in surface(rest) if each not in EMPTY]
    kinds = {reading.small_talk, *((small_talk(words), intent_of(words)) if words else ())}
    wants = reading.not_solved or not kinds <= _PLAIN
    return wants or refuses_all(text) or refuses_all(rest) or any(map(puts_question, (text, rest)))


def _leads_on(offer: Offer, question: int) -> bool:
    return offer.command.split()[:2] == ["pick", str(question)]


def _entry(offer: Offer) -> str:
    return offer.command.split()[-1]


def _with_more(said: list[str], labels: Mapping[str, list[str]]) -> str:
    """The one that words begin or end like; none where they have the words of another."""
    met = [each for each, label in labels.items() if _beside(said, label)]
    longest = max((len(labels[each]) for each in met), default=0)
    return _only([each for each in met if len(labels[each]) == longest])


def _beside(said: Sequence[str], label: Sequence[str]) -> bool:
    size = len(label)
    if not 0 < len(said) - size <= MORE:
        return False
    rests = [
        rest
        for part, rest in ((said[:size], said[size:]), (said[-size:], said[:-size]))
        if part == label
    ]
    denies = not _NOT.isdisjoint(label)
    return any(denies or _NOT.isdisjoint(rest) for rest in rests)


def _as_yes_or_no(said: list[str], labels: Mapping[str, list[str]]) -> str:
    """The one labelled with a yes or a no, to another word for it, with a few more: "nope, in Hamburg"."""
    kind = small_talk(said) or (small_talk(said[:1]) if len(said) <= 1 + MORE else None)
    return _labelled(labels, kind)


def _labelled(labels: Mapping[str, list[str]], kind: SmallTalk | None) -> str:
    plain = kind in {SmallTalk.YES, SmallTalk.NO}
    return _only([each for each, label in labels.items() if plain and small_talk(label) is kind])


def _only(commands: Sequence[str]) -> str:
    return commands[0] if len(commands) == 1 else ""
