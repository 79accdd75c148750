"""What people wrote to one another is recognised and refused whole, in every shape it is exported in."""

from pathlib import Path

import pytest

from knowledge.entry import Audience, Entry, Status
from knowledge.files import read_pasted, told, unready
from knowledge.files.found import NOT_OURS
from knowledge.text.chats import holds_conversation, is_conversation
from knowledge.upkeep.in_confidence import in_confidence
from tests.knowledge.files.reading import read, said

CHATS = {
    "WhatsApp on iOS": "[12.11.26, 09:03:11] Messages are end-to-end encrypted.\n[12.11.26, 09:03:15] Petra K.: Hi, do you have "
    "rye?\n[12.11.26, 09:05:40] Bakery: Yes.\n[12.11.26, 09:06:02] Petra K.: my number is +49 171 2345678",
    "two messages": "[12.11.26, 09:03:15] Petra K.: do you have rye?\n[12.11.26, 09:05:40] Bakery: Yes.",
    "WhatsApp on Android": "12/11/2026, 9:03 AM - Petra K.: do you have rye?\n12/11/2026, 9:04 AM - Bakery: Yes\nuntil noon\n"
    "12/11/2026, 9:06 AM - Petra K.: super",
    "WhatsApp in the browser": "[09:03, 12.11.2026] Petra: Rye?\n[09:04, 12.11.2026] +49 171 2345678: Yes",
    "WhatsApp with narrow blanks": "[11/12/26, 9:03:15\u202fAM] Petra: Rye?\n\u200e[11/12/26, 9:05:15\u202fAM] Bakery: \u200eimage omitted",
    "Telegram": "Petra K., [12.11.2026 09:03]\nDo you have rye?\n\nBakery, [12.11.2026 09:05]\nYes.",
    "Telegram on iOS": "Petra K, [12 Nov 2026 at 09:03:15]:\nRye?\n\nBakery, [12 Nov 2026 at 09:05:15]:\nYes",
    "Telegram, older": "[12.11.26 09:03] Petra K.\nDo you have rye?\n[12.11.26 09:05] Bakery\nYes",
    "Signal": "[2026-11-12 09:03:15] Petra: Rye?\n[2026-11-12 09:04:15] Me: Yes",
    "Discord": "petra — Today at 9:03 AM\nDo you have rye?\nbakery — Today at 9:05 AM\nyes\nuntil noon",
    "Discord in German": "petra — heute um 09:03 Uhr\nHabt ihr Roggen?\nbakery — heute um 09:05 Uhr\nja",
    "Discord on three lines": "petra\n — \nToday at 9:03 AM\nRye?\nbakery\n — \nToday at 9:05 AM\nyes",
    "a Discord export": "[12/11/2026 9:03 AM] petra\nDo you have rye?\n\n[12/11/2026 9:05 AM] bakery\nyes",
    "Slack": "Petra K.\n  9:03 AM\nDo you have rye?\nBakery\n  9:05 AM\nyes\nPetra K.\n  9:06 AM\nthanks",
    "Slack on one line": "Petra K.  9:03 AM\nRye?\nBakery  9:05 AM\nyes\nPetra K.  9:06 AM\nthanks",
    "Slack in brackets": "Petra K.  [9:03 AM]\nRye?\nBakery  [9:05 AM]\nyes\nPetra K.  [9:06 AM]\nthanks",
    "IRC": "[09:03] <petra> do you have rye?\n[09:04] <bakery> yes\n[09:05] <petra> ok",
    "a web chat": "(09:03:15) Petra: Rye?\n(09:03:45) Anna (Agent): yes\n(09:05:15) Petra: ok",
    "by part": "Customer: do you have rye?\nAgent: yes\nCustomer: until when?\nAgent: noon",
    "Zoom": "09:03:15 From Petra K. to Everyone: rye?\n09:04:15 From Bakery to Everyone: yes\n09:05:15 From Petra K. to Everyone: ok",
    "Teams": "[12.11. 09:03] Petra K.\nHabt ihr Roggen?\n[12.11. 09:05] Bäckerei\nJa",
    "in bold": "**Petra** [09:03]: Do you have rye?\n**Bakery** [09:04]: yes\n**Petra** [09:05]: ok",
    "mails": "From: Petra Klein <petra@a.example>\nSubject: rye\n\nRye?\n\nOn Mon, 12 Nov 2026 at 09:03 Bakery <info@b.example> wrote:\n> Yes",
    "names alone": "Jim: is my bike ready?\nShop: yes, since noon\nJim: great, thanks",
    "names in bold": "**Ana K.:** Habt ihr Roggen?\n**Bäckerei:** Ja\nbis mittags\n**Ana K.:** Danke",
    "a mail": "From: Petra Klein <petra@a.example>\nTo: info@b.example\nSubject: Do you have rye?\n\nI'd like some.",
}  # fmt: skip
NO_CHATS = {
    "hours": "When are you open?\nMonday: 9:00-17:00\nTuesday: 9:00-17:00\nSaturday 9:00\nSunday: closed",
    "a programme": "What happens when?\n9:00 – Breakfast: in the hall\n10:00 – Talk: by Ana\n12:00 - Lunch: soup",
    "a timetable": "When does the bus go?\nBus 12 — 9:03\nBus 12 — 9:33\nBus 12 — 10:03",
    "a log": "What is in the log?\n[2026-11-12 09:03:15] ERROR: disk full\n[2026-11-12 09:03:16] ERROR: disk full",
    "code": "What is printed?\n```\n[2026-11-12 09:03:15] petra: hi\n[2026-11-12 09:03:16] petra: hi\n```\nThat.",
    "questions": "Q: Where?\nA: There.\nQ: When?\nA: At 9:00.\nQ: Who?\nA: Ana.",
    "deadlines": "Until when?\nOrders by 12.11.2026, 09:00: shipped the same day.\nOrders by 13.11.2026, 09:00: the next.",
    "news": "What is new?\n2026-11-12 09:00 - Maintenance: servers are down.",
    "problems": "Problem: Does it hum?\nSolution: Turn it.\nProblem: Does it leak?\nSolution: Close it.",
    "facts": "What is in the set?\nColour: red\nSize: M\nColour: blue\nSize: L",
    "labels in words": "Question: Where?\nAnswer: There.\nQuestion: When?\nAnswer: At 9.",
    "prices": "What does it cost?\nCustomer: 10 euros\nStaff: 5 euros",
}  # fmt: skip


@pytest.mark.parametrize("text", CHATS.values(), ids=CHATS)
def test_a_conversation_is_refused_whole(tmp_path: Path, text: str) -> None:
    for name in ("a.txt", "a.md"):
        loaded = read(tmp_path, name, text)

        assert loaded.entries == ()
        assert [NOT_OURS] == [(each.what, each.mend) for each in loaded.problems]
    assert read_pasted(text).entries == ()


@pytest.mark.parametrize("text", CHATS.values(), ids=CHATS)
def test_a_conversation_in_an_answer_makes_a_draft_of_it(tmp_path: Path, text: str) -> None:
    if holds_conversation(text):
        cells = text.replace('"', '""')
        loaded = read(tmp_path, "a.csv", f'question,answer\nRye?,"{cells}"\n')

        assert [Status.DRAFT] == [each.status for each in loaded.entries]
        assert any("a piece of a conversation" in line for line in told(loaded.notes))


@pytest.mark.parametrize("text", NO_CHATS.values(), ids=NO_CHATS)
def test_times_and_names_in_an_answer_are_no_conversation(text: str) -> None:
    assert (False, "") == (is_conversation(text), holds_conversation(text))


EXPORTS = {
    "Telegram's": ("a.json", '{"name": "Petra", "messages": [{"date": "2026-11-12", "from": "Petra", "text": "Rye?"}]}'),
    "Slack's": ("a.json", '[{"type": "message", "user": "U1", "text": "rye?", "ts": "1.2"}]'),
    "Discord's": ("a.json", '{"guild": {"id": "1"}, "messages": [{"timestamp": "2026", "content": "rye?", "author": {"id": "1"}}]}'),
    "Discord's table": ("a.csv", "AuthorID,Author,Date,Content\n1,petra,2026-11-12,do you have rye?\n"),
    "Instagram's": ("a.json", '{"participants": [{"name": "Petra"}], "messages": [{"sender_name": "Petra", "timestamp_ms": 1, "content": "rye?"}]}'),
    "tickets": ("a.json", '{"tickets": [{"subject": "Where is it?", "description": "I am Petra", "requester_id": 5}]}'),
    "a table of tickets": ("a.csv", "Subject,Description,Requester\nWhere is it?,I am Petra,Petra Klein\n"),
    "a table of mails": ("a.csv", "From,To,Date,Subject,Body\nPetra,info,2026-11-12,Rye?,Do you have rye?\n"),
    "one a line": ("a.jsonl", '{"user": "U1", "text": "rye?", "ts": "1"}\n{"user": "U2", "text": "yes", "ts": "2"}\n'),
    "Telegram's page": ("a.html", '<div class="message"><div class="from_name">Petra</div><div>Do you have rye?</div></div>'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), EXPORTS.values(), ids=EXPORTS)
def test_an_export_of_messages_or_tickets_is_refused_whole(
    tmp_path: Path, name: str, text: str
) -> None:
    loaded = read(tmp_path, name, text)

    assert [f"{name}: {' '.join(NOT_OURS)}"] == said(loaded)
    assert loaded.entries == ()


def test_an_article_with_its_author_and_comments_is_an_entry(tmp_path: Path) -> None:
    text = (
        '{"articles": [{"title": "Do you have rye?", "body": "Yes.", "author_id": 5, "created_at": "2026", '
        '"comments": [{"author": "Petra", "body": "Thanks", "created_at": "2026"}]}]}'
    )
    loaded = read(tmp_path, "a.json", text)

    assert ["Yes."] == [each.answer for each in loaded.entries]
    assert [] == said(loaded)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Customer,Question,Answer\n{who},Rye?,Yes.\n"),
        ("a.csv", "Asked by;Question;Answer\n{who};Rye?;Yes.\n"),
        ("a.csv", "Question,Answer,Kunde\nRye?,Yes.,{who}\n"),
        ("a.csv", "cliente,pregunta,respuesta\n{who},Rye?,Yes.\n"),
        ("a.csv", "Customer,Status,Question,Answer\n{who},approved,Rye?,Yes.\n"),
        ("a.json", '[{{"customer": "{who}", "question": "Rye?", "answer": "Yes."}}]'),
    ],
)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("Petra K.", Status.DRAFT),
        ("C-1023", Status.DRAFT),
        ("Business", Status.APPROVED),
        ("all", Status.APPROVED),
        ("", Status.APPROVED),
    ],
)
def test_what_one_person_was_told_is_held_back_and_said(
    tmp_path: Path, name: str, text: str, who: str, status: Status
) -> None:
    loaded = read(tmp_path, name, text.format(who=who))
    notes = [line for line in told(loaded.notes) if "says who asked" in line]

    assert [status] == [each.status for each in loaded.entries]
    assert (status is Status.DRAFT) == bool(notes)
    assert "Petra" not in "".join(notes)


OWN = {
    "a number": ("Super, my number is +49 171 2345678", "+49 171 2345678"),
    "a mobile in German": ("Meine Handynummer ist 0171 2345678.", "0171 2345678"),
    "to be called back": ("Please call me back at 0171 2345678", "0171 2345678"),
    "behind a short name": ("Petra K., 0171 2345678", "0171 2345678"),
    "behind a title": ("Frau Müller: 0171/2345678", "0171/2345678"),
    "behind a whole name": ("Mrs. Jane Miller, tel. 555-123-4567", "555-123-4567"),
    "a customer": ("Customer: Petra Klein, petra@klein.example", "petra@klein.example"),
    "an order": ("My order number is 12345-99", "12345-99"),
    "a mailbox": ("Petra wrote from petra.klein@gmx.de", "petra.klein@gmx.de"),
    "a birthday": ("born 12.11.1980", "12.11.1980"),
    "a birthday in words": ("Kim was born on 4 March 1988.", "4 March 1988"),
    "by a first name": ("Call Jim at 07700 900123.", "07700 900123"),
    "by a whole name": ("Text Kim Jones on +44 7700 900123, she lives above", "+44 7700 900123"),
    "said to be private": ("In an emergency 07700 900123, his private number", "07700 900123"),
    "his number": ("Ask mechanic Ben Miller, his number is 07700 900456", "07700 900456"),
    "with a role": ("Our mechanic Ben (mobile 0176 48392011) helps.", "0176 48392011"),
    "a greeting": ("Hi Jim, no, but I left your bike behind the shed.", "Jim"),
    "a letter": ("Dear Mrs Lee,\nyour table is booked.\nBest, Sam", "Mrs Lee"),
    "somebody's mailbox": ("Write to anna.smith84@gmail.com", "anna.smith84@gmail.com"),
    "nothing but a name": ("Ben Miller, 07912 345678", "07912 345678"),
}  # fmt: skip
THE_HOUSE = (
    "Call Support on 0800 123456, or the Head Office: 020 7946 0958.",
    "Head Office: 020 7946 0958",
    "City Hall, 020 7946 0958",
    "Our shop in Kings Road is open till 6; call 020 7946 0958.",
    "Text STOP to 60123456.",
    "Call us on 0800 123456.",
    "Write to anna.berg@gmx.de",
    "Dear guests, breakfast is at 8.",
    "Liebe Gäste, Frühstück gibt es ab 8 Uhr.",
    "Sehr geehrte Damen und Herren, wir haben offen.",
    "Hello there, yes we do.",
    "Anmeldung bei tc.lauf@gmx.de",
    "Front Desk: 555-123-4567",
    "Customer Service Berlin: 0800 123 456",
    "Dr. Miller, 555-123-4567",
    "Rufen Sie uns an: 0171 2345678",
    "Can I change my e-mail? Write to support@x.example",
    "How do I change my phone number?",
    "The club was founded on 12.11.1980",
)


@pytest.mark.parametrize(("answer", "theirs"), OWN.values(), ids=OWN)
def test_what_is_somebodys_own_makes_a_draft(tmp_path: Path, answer: str, theirs: str) -> None:
    loaded = read(tmp_path, "a.csv", f'question,answer\nHow?,"{answer}"\n')

    assert [Status.DRAFT] == [each.status for each in loaded.entries]
    assert any(f'somebody\'s own ("{theirs}")' in line for line in told(loaded.notes))
    kept = Entry(id="a", question="How?", answer=answer)
    assert any(theirs in line for line in unready([kept]))
    assert () == in_confidence(
        Entry(id="a", question="How?", answer=answer, audience=Audience.STAFF)
    )


@pytest.mark.parametrize("answer", THE_HOUSE)
def test_how_the_house_is_reached_is_for_everybody(answer: str) -> None:
    assert () == in_confidence(Entry(id="a", question="How?", answer=answer))


@pytest.mark.parametrize(
    "text",
    [
        *("1 " * 20_000, "a" * 40_000, "[12.11.26, 09:03] " * 2000, "Ab Cd\n9:03\n" * 3000),
        *(
            "12.11. 09:03 - " + "a " * 20_000,
            "on 1 " * 8000,
            "my number " * 4000,
            "Frau Ab " * 5000,
        ),
    ],
)
def test_long_texts_are_looked_through_in_time(text: str) -> None:
    assert len(holds_conversation(text)) <= 60
    assert not is_conversation("## How?\n\nSo.\n" + text[:10])
    in_confidence(Entry(id="a", question="How?", answer=text))
