"""A ticket named by its number, and what is said of it, in every language of the desk."""

import pytest

from knowledge.text.numbered import LONGEST, Deed, numbered

SAID = {
    Deed.NEWS: """whats happening with ticket 7? | what's happening with #7 | status of ticket 7 | ticket 7?
        | hi, ticket #7? | ticket 7 please | update on ticket no. 7 please | who has ticket 7? | is ticket 7 solved?
        | still waiting for ticket 7 | please hurry with ticket 7 | was ist los mit Ticket Nr. 7
        | gibt es Neues zum Ticket 7? | que pasa con el ticket 7 | hay novedades del ticket 7?
        | où en est le ticket 7""",
    Deed.WITHDRAWAL: """cancel ticket 7 | never mind ticket 7 | forget about ticket 7 | you can close ticket 7
        | i don't need ticket 7 anymore | Ticket 7 bitte schließen | cierra el ticket 7 | fermez le ticket 7 svp
        | chiudi il ticket 7""",
    Deed.URGENT: "ticket 7 is very urgent!! | make ticket 7 urgent | ticket 7 ist dringend",
    Deed.SOLVED: "thank you, ticket 7 is solved | ticket 7: thank you, works now | ticket 7 ist erledigt",
    Deed.NOT_SOLVED: "ticket 7 is not solved | ticket 7 still doesn't work",
    Deed.THANKS: "thanks for ticket 7 | thanks for your help with ticket 7 | danke für ticket 7",
    Deed.REOPENING: """reopen ticket 7 | can you open ticket 7 again | can you reopen #7? | reabre el ticket 7
        | bitte öffnen sie ticket 7 wieder | rouvrez le ticket 7 | riapri il ticket 7 | reabra o ticket 7""",
    Deed.PERSON: "i need a person for ticket 7",
}
CASES = [(each.strip(), deed) for deed, text in SAID.items() for each in text.split("|")]


@pytest.mark.parametrize(("text", "deed"), CASES)
def test_what_is_said_of_it(text: str, deed: Deed) -> None:
    found = numbered(text)

    assert found is not None
    assert (7, deed) == (found.number, found.deed)


@pytest.mark.parametrize(
    "text",
    [
        "i also sent the receipt for ticket 7",
        "how do i buy ticket 7",
        "how do i cancel ticket 7",
        "what's happening with order #7",
        "cancel order #7",
        "whats happening with ticket 7 and where is my invoice?",
    ],
)
def test_more_than_that_is_no_deed(text: str) -> None:
    found = numbered(text)

    assert found is not None
    assert found.deed is None


@pytest.mark.parametrize(
    "text",
    [
        "ticket 7 and ticket 8?",
        "ticket",
        "7",
        "version 7.2",
        "#7th",
        "x#7",
        "ticket 7.5",
        "ab " * LONGEST,
    ],
)
def test_none_and_several_name_no_ticket(text: str) -> None:
    assert numbered(text) is None
