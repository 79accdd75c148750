"""Pages on this computer: right figures, right words, nobody else's questions, no word too many."""

import csv
import html as html_lib
import io
import json
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from unicodedata import category
from urllib.parse import parse_qs

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import exporting
from bot.desk.nouns.parts import Covered, Moment
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Feedback, Guess
from bot.desk.nouns.results import End
from bot.desk.time.hours import Hours
from bot.errors import BadArgument, DeskError
from bot.pages import lessons
from bot.pages.cards import cards
from bot.pages.charts import round_ticks
from bot.pages.gathering import by_time, gather, joined, opened
from bot.pages.markup import el, html
from bot.pages.told import Told, as_csv
from bot.running.loopback import Loopback
from bot.running.metrics import Metrics, Pulse
from bot.running.pages import Pages
from bot.running.terminal import Screen
from bot.running.terminal import opened as opened_desk
from bot.settings.settings import Settings
from bot.store import SqliteStore, in_memory, read_only
from bot.store.visiting import visiting
from knowledge.entry import Entry
from tests.pages.sample import HOURS, NOW, RULES, a_team, fill
from tests.store.examples import SAM, a_question, a_ticket

KEY = "k3y"
CANARY = "harmonium"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "desk.db"
    fill(path)
    return path


Get = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
async def get(database: Path) -> AsyncIterator[Get]:
    """Ask the pages of the sample."""
    async with shown(database) as ask:
        yield ask


class shown:  # noqa: N801 - read as a word
    """Pages of a database, while it is asked."""

    def __init__(self, path: Path, key: str = KEY) -> None:
        self._visit = visiting(path)
        self._key = key

    async def __aenter__(self) -> Get:
        visitor = self._visit.__enter__()
        pages = Pages(
            read=visitor.read, now=lambda: NOW, rules=RULES, name="Lamps", team=a_team(self._key)
        )
        self._server = Loopback(pages.routes())
        await self._server.start(0, "--port")
        return self._get

    async def __aexit__(self, *_: object) -> None:
        await self._server.stop()
        self._visit.__exit__(None, None, None)

    async def _get(
        self, path: str, *, method: str = "GET", host: str = "", key: str | None = None
    ) -> tuple[int, str]:
        under = self._key if key is None else key
        url = f"http://127.0.0.1:{self._server.port}/{under + '/' if under else ''}{path}"
        headers = {"Host": host} if host else {}
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, url, headers=headers) as answer,
        ):
            self.headers = answer.headers
            return answer.status, await answer.text()


async def test_the_page_tells_what_the_report_counts(get: Get, database: Path) -> None:
    status, text = await get("results?days=30")
    with visiting(database) as visitor:
        found = await visitor.read(lambda journal: gather(journal, NOW, 30, HOURS))
    asked = found.recent.asked

    assert status == 200
    assert f"How {asked.all} questions ended" in text
    assert f"{asked.ends[End.SOLVED]} of {asked.all} questions asked" in text
    assert sum(sum(week.told.ends.values()) for week in found.weeks) >= asked.all


async def test_the_same_stands_in_csv_and_json(get: Get) -> None:
    _, as_text = await get("results.csv?days=30")
    _, as_tree = await get("results.json?days=30")
    tree = json.loads(as_tree)
    rows = list(csv.reader(io.StringIO(as_text)))

    figures = {row["figure"]: row["now"] for row in tree["figures"]}
    assert figures["asked"] == sum(figures[f"asked_{end}"] for end in End)
    assert ["figures", "asked", str(figures["asked"])] in [row[:3] for row in rows]
    told = {key for key, table in tree.items() if isinstance(table, list) and table}
    assert told == {row[0] for row in rows} - {"table"}


async def test_each_number_leads_to_as_many_rows(get: Get) -> None:
    _, page = await get("results?days=30")
    links = _LINK.findall(page)
    followed, lists = set(), set()
    for address, words in links:
        kind, asked = html_lib.unescape(address).split("?")
        status, listed = await get(f"{kind}?{asked}")
        rows = json.loads((await get(f"{kind}.json?{asked}"))[1])[kind]
        followed.add(kind)

        assert status == 200
        assert f'<p class="lead">{len(rows):,} row' in listed
        if "%" not in words and words.replace(",", "").isdecimal():
            assert int(words.replace(",", "")) == len(rows), address
        lists.add(parse_qs(asked)["which"][0])
    assert followed == {"questions", "tickets", "promises", "answers"}
    assert lists >= {"category", "answered", "at", "judged", "right", "shown", "open"}
    assert lists >= {"unanswered", "objecting", "written"}
    assert sum(words.startswith("before: ") for _, words in links) == 6
    assert len(links) > 120


_LINK = re.compile(
    r'<a href="((?:questions|tickets|promises|answers)\?[^"]*which=[^"]*)">([^<]*)</a>'
)


@pytest.mark.parametrize(
    ("kind", "which", "figure"),
    [
        ("questions", "all", "asked"),
        ("questions", "solved", "asked_solved"),
        ("questions", "back", "came_back"),
        ("questions", "wrong", "judged_wrong"),
        ("tickets", "opened", "tickets_opened"),
        ("tickets", "replied", "replied_to"),
        ("tickets", "waiting", "waiting_for_first_reply"),
        ("tickets", "opened_waiting", "opened_and_waiting_for_first_reply"),
        ("tickets", "closed", "tickets_closed"),
        ("tickets", "reopened", "reopened"),
        ("promises", "kept", "promises_kept"),
        ("promises", "moved", "promises_moved"),
        ("promises", "missed", "promises_missed"),
    ],
)
@pytest.mark.parametrize("before", [False, True], ids=["now", "before"])
async def test_the_rows_behind_a_figure_are_as_many(
    get: Get, kind: str, which: str, figure: str, *, before: bool
) -> None:
    figures = json.loads((await get("results.json?days=30"))[1])["figures"]
    known = next(row["before" if before else "now"] for row in figures if row["figure"] == figure)
    asked = f"days=30&which={which}{'&before=1' if before else ''}"
    rows = json.loads((await get(f"{kind}.json?{asked}"))[1])[kind]

    assert known == len(rows)


@pytest.mark.parametrize(
    "address",
    [
        "questions?which=none",
        "answers?which=none",
        "tickets?which=<b>",
        "promises?week=soon",
        f"questions?which=category&of={'x' * 201}",
        "questions?week=9999-12-31",
    ],
)
async def test_rows_of_nothing_known_are_refused_in_words(get: Get, address: str) -> None:
    status, text = await get(address)

    assert status == 400
    assert "Which " in text or "Of which week?" in text or "is too long" in text


@pytest.mark.parametrize("of", ["", "0", "x", "9" * 30, "999999"])
@pytest.mark.parametrize("which", ["unanswered", "objecting"])
async def test_a_group_that_is_no_more_has_no_rows(get: Get, which: str, of: str) -> None:
    status, text = await get(f"questions.json?days=90&which={which}&of={of}")

    assert (200, []) == (status, json.loads(text)["questions"])


async def test_a_number_in_a_table_leads_somewhere_unless_it_is_none_of_rows(get: Get) -> None:
    """Dates, percents, times, and people, of whom there are no rows, are all that leads nowhere."""
    _, page = await get("results?days=30")
    bare = set()
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        heads = re.findall(r"<th[^>]*>([^<]*)</th>", table)
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL):
            cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
            bare |= {
                head
                for head, cell in zip(heads, cells, strict=False)
                if cell.replace(",", "").isdecimal() and cell != "0"
            }

    assert bare <= {"people", "in %", "now in %", "before in %"}


async def test_what_to_learn_is_named(get: Get) -> None:
    _, text = await get("results.json?days=90")
    tree = json.loads(text)
    groups = tree["unanswered"]

    assert any("brazil" in row["in these words"].lower() for row in groups)
    assert all(row["asked"] >= row["people"] >= 1 for row in groups)
    assert [row["people"] for row in groups] == sorted((r["people"] for r in groups), reverse=True)
    assert all(row["shown"] >= 5 for row in tree["not_it"])
    assert not {row["answer"] for row in tree["never_shown"]} & {
        row["answer"] for row in tree["not_it"]
    }


@pytest.mark.parametrize(
    ("asked", "before", "people", "first", "named"),
    [
        (30, 40, 9, 200, True),
        (10, 40, 9, 200, False),
        (12, 40, 9, 200, False),
        (30, 40, 4, 200, False),
        (30, 40, 9, 30, False),
    ],
    ids=["three times", "as often", "hardly more", "few people", "not there before"],
)
def test_only_what_is_clearly_asked_more_often_rises(
    asked: int, before: int, people: int, first: int, *, named: bool
) -> None:
    title, records = "How do I clean my lamp?", in_memory()
    records.save_entry(Entry(id="clean", question=title, answer="Dust it."), SAM, NOW, "added")
    guess = Guess(entry="clean", version=1, probability=0.97, title=title)

    def ask(days: int, who: int) -> None:
        at, by = NOW - timedelta(days=days), Person(id=f"test:{who}", name="")
        question = a_question(asked_at=at, by=by, guesses=(guess,), shown=("clean",))
        records.add_question(question)

    records.add_question(a_question(asked_at=NOW - timedelta(days=first), guesses=(), shown=()))
    for n in range(asked):
        ask(1 + n % 28, n % people)
    for n in range(before):
        ask(31 + n % (100 if first > 100 else 1), n)
    told = {each.key: each for each in lessons.lists(gather(records, NOW, 30, HOURS), words=False)}

    assert [(title, asked, "10.0")] * named == list(told["rising"].rows)


async def test_the_rows_behind_the_figures_are_as_many(get: Get) -> None:
    _, text = await get("results.json?days=90")
    figures = {row["figure"]: row["now"] for row in json.loads(text)["figures"]}
    questions, tickets = [
        list(csv.DictReader(io.StringIO((await get(f"{name}.csv?days=90"))[1])))
        for name in ("questions", "tickets")
    ]

    assert len(questions) == figures["asked"]
    assert len(tickets) == figures["tickets_opened"]
    assert sum(row["ended"] == "solved" for row in questions) == figures["asked_solved"]
    assert all(row["text"] for row in questions)


async def test_nothing_is_asked_of_anywhere(get: Get) -> None:
    _, page = await get("results")
    _, style = await get("style.css")

    assert "<script" not in page
    assert not [word for word in ("http:", "https:", "url(", "@import") if word in style]
    assert page.count("http") == page.count("http://www.w3.org/2000/svg")


async def test_only_this_computer_only_by_key_only_to_read(get: Get) -> None:
    assert 403 == (await get("results", host="evil.example"))[0]
    assert 404 == (await get("results", key=""))[0]
    assert 404 == (await get("results", key="guess"))[0]
    assert {405} == {(await get("results", method=way))[0] for way in ("POST", "PUT", "DELETE")}


async def test_every_answer_forbids_what_no_page_needs(database: Path) -> None:
    pages = shown(database)
    async with pages as ask:
        for path in ("results", "results.csv", "style.css", "nowhere"):
            await ask(path)
            assert "default-src 'none'" in pages.headers["Content-Security-Policy"]
            assert pages.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "1234567890", "999999"])
async def test_a_ticket_that_is_not_there_is_said_not_to_be(get: Get, number: str) -> None:
    status, text = await get(f"ticket?number={number}")

    assert status == (404 if number == "999999" else 400)
    assert ("There is no ticket 999999" if status == 404 else "Which ticket?") in text


async def test_the_board_has_each_open_ticket_once_by_whose_turn_it_is(
    get: Get, database: Path
) -> None:
    _, page = await get("board")
    rows = json.loads((await get("board.json"))[1])["tickets"]
    with read_only(database) as journal:
        known = {each.number for each in journal.open_tickets()}

    assert known == {row["ticket"] for row in rows}
    assert len(rows) == len(known) == page.count('href="ticket?number=')
    assert {"ours", "customer"} == {row["turn"] for row in rows}
    assert [row["due_at"] for row in rows if row["turn"] == "ours"] == sorted(
        row["due_at"] for row in rows if row["turn"] == "ours"
    )


async def test_a_ticket_is_shown_with_all_that_was_said(tmp_path: Path) -> None:
    """As a desk made it."""
    path = tmp_path / "desk.db"
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened_desk(Settings(database=path), screen, start=NOW, virtual=True) as session:
        for line in (
            "/customer ana",
            "do you ship to <b>brazil</b>?",
            "/staff sam",
            "note 1 asked the warehouse",
            "reply 1 We do, within *ten* days.",
        ):
            await session.type(line)
        async with shown(path) as ask:
            _, board = await ask("board")
            _, ticket = await ask("ticket?number=1")

    assert "1 the customer&#x27;s turn" in board or "1 the customer's turn" in board
    assert "do you ship to &lt;b&gt;brazil&lt;/b&gt;?" in ticket
    assert "asked the warehouse" in ticket
    assert "We do, within *ten* days." in ticket
    assert ticket.count("do you ship to") == 2


async def test_the_search_finds_as_chat_does_and_each_ticket_opens(get: Get) -> None:
    _, page = await get("search?words=lamp")
    found = json.loads((await get("search.json?words=lamp"))[1])
    rows = list(csv.reader(io.StringIO((await get("search.csv?words=lamp"))[1])))
    numbers = [row["ticket"] for row in found["tickets"]]

    assert numbers
    for number in numbers:
        assert f'href="ticket?number={number}"' in page
        assert (await get(f"ticket?number={number}"))[0] == 200
    assert numbers == [row[1] for row in rows if row[0] == "tickets"]


async def test_the_search_says_what_it_did_not_find_and_what_it_can_not_look_for(get: Get) -> None:
    nothing = await get("search?words=%3Cb%3Ezither")
    bare = await get("search?words=%20")
    long = await get(f"search?words={'x' * 301}")

    assert nothing[0] == bare[0] == 200
    assert 'I found nothing for "&lt;b&gt;zither"' in nothing[1].replace("&quot;", '"')
    assert "found nothing" not in bare[1]
    assert (400, True) == (long[0], "too long to look for" in long[1])


async def test_an_empty_board_says_so(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    SqliteStore(path, NOW).close()
    async with shown(path) as ask:
        status, text = await ask("board")

    assert status == 200
    assert "Nothing: no ticket is open." in text


@pytest.mark.parametrize("days", ["0", "367", "-1", "x", "٣", "1e2", "99999999999999"])
async def test_a_wrong_span_is_answered_with_what_is_right(get: Get, days: str) -> None:
    status, text = await get(f"results?days={days}")

    assert status == 400
    assert "The last so many days are shown, 1 to 366" in text


async def test_an_empty_desk_and_one_with_one_ticket_have_words_for_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    store = SqliteStore(path, NOW)
    async with shown(path) as ask:
        _, empty = await ask("results")
        assert "Nobody has asked anything yet" in empty

        at = NOW - timedelta(minutes=5)
        ticket = store.write_now(lambda journal: journal.add_ticket(a_ticket(opened_at=at)))
        asked = a_question(asked_at=at, ticket=ticket.number)
        store.write_now(lambda journal: journal.add_question(asked))
        _, one = await ask("results")
    store.close()

    assert "How 1 question ended" in one
    assert "1 still waiting, the oldest since" in one
    assert "too few for a share" in one


async def test_words_that_are_no_longer_kept_are_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    store = SqliteStore(path, NOW)
    wrong = {
        "asked_at": NOW - timedelta(hours=1),
        "feedback": Feedback.NOT_SOLVED,
        "feedback_at": NOW,
    }
    asked = [a_question(text=text, **wrong) for text in (CANARY, "[erased]")]
    store.write_now(lambda journal: [journal.add_question(each) for each in asked])
    async with shown(path) as ask:
        _, text = await ask("results")
    store.close()

    assert CANARY in text
    assert "(no longer kept)" in text
    assert "[erased]" not in text


async def test_beside_the_figures_for_machines_no_word_is_shown(tmp_path: Path) -> None:
    """Every account of this computer may ask there."""
    store = SqliteStore(tmp_path / "desk.db", NOW)
    wrong = {"asked_at": NOW, "feedback": Feedback.NOT_SOLVED, "feedback_at": NOW, "text": CANARY}
    store.write_now(lambda journal: journal.add_question(a_question(**wrong)))
    pages = Pages(read=store.read, now=lambda: NOW, rules=RULES, name="Lamps")
    metrics = Metrics(store, Pulse(), lambda: NOW, pages.routes())
    await metrics.start(0)
    found = []
    async with aiohttp.ClientSession() as session:
        for path in (
            "results",
            "results.csv",
            "results.json",
            "questions.csv",
            "tickets.csv",
            *("questions", "tickets", "promises", "questions.json"),
            "board",
            "ticket?number=1",
            f"search?words={CANARY}",
        ):
            async with session.get(f"http://127.0.0.1:{metrics.port}/{path}") as answer:
                found.append(await answer.text())
    await metrics.stop()
    store.close()

    assert ["404: Not Found"] * 3 == found[-3:]
    assert not any(CANARY in text for text in found)
    assert "run_bot.py results shows them" in found[0]


async def test_a_port_that_is_taken_is_said_by_what_asked_for_it() -> None:
    first, second = Loopback([]), Loopback([])
    await first.start(0, "--port")
    with pytest.raises(DeskError, match=r"^--port: port \d+ can't be used"):
        await second.start(first.port, "--port")
    await first.stop()


class Tags(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.begun.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text() | st.text("<>&\"' /x=;"))
def test_no_word_becomes_markup(text: str) -> None:
    found = Tags()
    found.feed(html(el("html", el("p", text, title=text))))
    found.close()
    kept = "".join(
        each for each in text if each.isprintable() or each in "\n\t" or category(each) == "Zs"
    )

    assert found.begun == [("html", []), ("p", [("title", kept)])]
    assert found.words == f"\n{kept}\n"


@given(st.integers(0, 10**9))
def test_an_axis_has_few_even_steps_and_holds_all(most: int) -> None:
    ticks = round_ticks(most)

    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert 2 <= len(ticks) <= 7
    assert 1 == len({later - one for one, later in pairwise(ticks)})


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    told = Told(key="a", title="A", head=("text", "number"), rows=((text, -1),))

    assert list(csv.reader(io.StringIO(as_csv([told]), newline=""))) == [
        ["text", "number"],
        [f"'{text}", "-1"],
    ]


def test_parts_of_few_people_are_joined() -> None:
    many = Covered(category="Orders", people=5, asked=9, answered=3)
    few = Covered(category="Wholesale", people=4, asked=4, answered=1)
    none = Covered(category="", people=2, asked=2, answered=0)

    assert joined([many, few, none]) == (many, Covered(category="", people=6, asked=6, answered=1))
    assert joined([many]) == (many,)


def test_hours_of_few_people_have_no_number() -> None:
    few = Moment(asked=9, people=frozenset(range(4)))
    another = Moment(asked=1, people=frozenset({4}))

    assert by_time({(4, 13): few})[4][4] is None
    assert by_time({(4, 13): few, (4, 14): another})[4][4] == 10


def test_a_night_shift_is_open_after_midnight() -> None:
    night = opened(Hours.parse("Sun 22:00-03:00", HOURS.zone, ()))

    assert [True] + 7 * [False] == night[0]
    assert not any(each for row in night[1:6] for each in row)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " "])
def test_words_stay_apart_by_whatever_space_parts_them(space: str) -> None:
    assert f"<p>18{space}Aug</p>" in html(el("p", f"18{space}Aug"))


async def test_the_wish_stands_beside_what_came_true(database: Path) -> None:
    with visiting(database) as visitor:
        found = await visitor.read(lambda journal: gather(journal, NOW, 90, HOURS, 0.05))
    card = cards(found)[-1]

    assert card.name == "Answers called wrong"
    assert "you allow 5 in 100; most say nothing" in card.said


def test_the_rows_are_written_into_a_folder_for_this_account(
    database: Path, tmp_path: Path
) -> None:
    with read_only(database) as journal:
        said = exporting.write(journal, tmp_path / "out", NOW, 30)
    files = sorted((tmp_path / "out").iterdir())

    assert ["questions.csv", "tickets.csv"] == [each.name for each in files]
    assert said.startswith(
        f"{len(files[0].read_text('utf-8-sig').splitlines()) - 1} questions and "
    )
    if os.name == "posix":
        assert {0o600} == {each.stat().st_mode & 0o777 for each in files}


def test_a_folder_that_can_not_be_written_is_named(database: Path, tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.touch()
    with read_only(database) as journal, pytest.raises(BadArgument, match="can't be written to"):
        exporting.write(journal, taken, NOW, 30)
