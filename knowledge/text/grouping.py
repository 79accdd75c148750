"""Which sentences of a message are one question: what leads up to it, and what leans on it.

An item of a list of questions is one by itself.
"""

from knowledge.text.beside import MUCH, puts, states, words_beside
from knowledge.text.leaning import LEAST, Look, context, points_back
from knowledge.text.normalise import surface
from knowledge.text.sentences import Span, asks, is_list, marked
from knowledge.text.sheet import Sheet, Skipped
from knowledge.text.verbatim import SURE

WORDY = 45
"""Words from which on only the sentences that ask, and the ones before them, are kept."""

_EMPTY = frozenset((
    "what should i do", "what can i do", "what do i do", "what now", "can you help", "can you help me",
    "please help", "any ideas", "any idea", "why", "how", "what happened", "what is wrong", "is that ok",
    "can anyone help", "could you help me", "how come", "what is going on", "why is that", "right",
    "what do i need to do", "is that possible", "is this possible", "how can i fix this", "what to do",
    "was soll ich tun", "was kann ich tun", "que puedo hacer", "que hago", "que faire",
))  # fmt: skip


def grouped(sheet: Sheet, spans: list[Span], look: Look | None) -> list[Span]:
    """Join what belongs together: what leads up to a question, and questions that point back."""
    any_marked = any(marked(sheet.asked(*span)) for span in spans)
    listed = _listed(sheet, spans, look)
    groups: list[list[Span]] = []
    lead: list[Span] = []
    for span in spans:
        sentence = sheet.asked(*span)
        words = surface(sentence)
        asking = span in listed or puts(sentence, beside_marked=any_marked)
        chance = look(sentence)[1] if look else 0.0
        short = len(words) < 4 and chance < LEAST
        before = sheet.asked(groups[-1][0][0], groups[-1][-1][1]) if groups else ""
        leans = short or points_back(sentence, before, look)
        points = " ".join(words) in _EMPTY or (leans and span not in listed)
        lead.append(span)
        if asking and groups and points:
            groups[-1] += lead
        elif asking:
            groups.append(lead)
        if asking:
            lead = []
    if lead:
        groups = [*groups[:-1], groups[-1] + lead] if groups else [lead]
    for group in groups:
        _shorten(sheet, group, look)
    return [(group[0][0], group[-1][1]) for group in groups]


def _listed(sheet: Sheet, spans: list[Span], look: Look | None) -> list[Span]:
    """The items of a list of questions: one of them asks, or entries know two and nothing is said
    beside them."""
    items = spans if is_list(sheet.page) else [s for s in spans if sheet.is_item(s[0])]
    said = [sheet.page[slice(*span)].strip().partition("\n")[0] for span in items]
    if any(marked(each) or asks(surface(each)) for each in said):
        return [] if any(map(states, said)) else items
    known = {look(each)[0] for each in said if look(each)[1] >= LEAST} if look else set()
    return items if len(known) > 1 and len(items) == len(spans) else []


def _shorten(sheet: Sheet, group: list[Span], look: Look | None) -> None:
    """Of a long group keep only what asks and what stands just before it. Where entries have the very
    words keep these alone, beside mere context and what is clearly more than that."""
    said = [sheet.asked(*span) for span in group]
    asking = [at for at, sentence in enumerate(said) if marked(sentence)]
    wordy = len(surface(" ".join(said))) > WORDY
    much = wordy or len(words_beside(said)) >= MUCH
    if not asking or not (much or context(said, asking, look)):
        return
    alone = look is not None and all(look(said[at])[1] >= SURE for at in asking)
    if wordy or alone:
        kept = {place for at in asking for place in ((at,) if alone else (at - 1, at))}
        for at, span in enumerate(group):
            if at not in kept:
                sheet.skip(*span, Skipped.STORY)
