"""Other programs' exports by the shell: a summary first, then drafts; a folder that is kept in step."""

import copy
import re
from pathlib import Path

from tests.cli.test_cli import run
from tests.knowledge.files.programs.samples import DISCORD_TICKETS, ZENDESK, text_of, zip_of


def write(tmp_path: Path, files: dict[str, object]) -> None:
    for name, value in files.items():
        (tmp_path / name).write_text(text_of(name, value), "utf-8")


def test_an_export_is_summed_up_first_and_comes_in_as_drafts_after_a_yes(tmp_path: Path) -> None:
    run(tmp_path)
    write(tmp_path, ZENDESK)

    looked = run(tmp_path, "kb", "import", "articles.json")
    taken = run(tmp_path, "kb", "import", "articles.json", "--yes")
    again = run(tmp_path, "kb", "import", "articles.json", "--yes")
    asked = run(tmp_path, typed="wie gebe ich etwas zurück\n/staff sam\nreview\n")

    assert looked.returncode == 0, looked.stderr
    assert looked.stdout.startswith(
        "Read as articles of Zendesk Guide.\n"
        "4 new, 0 changed, 0 as they were, 1 like an entry that is here, 1 for staff only, 0 left out.\n"
    )
    assert '- zendesk-360001 ("How do I return an item?") looks like' in looked.stdout
    assert "Nothing was taken in yet: with --yes" in looked.stdout
    assert taken.stdout.splitlines()[1] == looked.stdout.splitlines()[1]
    assert "Taken in: 4 drafts. Nobody is shown one before you say so.\n" in taken.stdout
    assert "To show them to customers: python run_bot.py kb publish" in taken.stdout
    assert "\n0 new, 0 changed, 4 as they were, 0 like" in again.stdout
    assert "Binnen 30 Tagen" not in asked.stdout
    assert "zendesk-360001-de" in asked.stdout


def test_a_start_with_nothing_but_drafts_says_that_they_wait(tmp_path: Path) -> None:
    write(tmp_path, ZENDESK)
    run(tmp_path, "kb", "import", "articles.json", "--yes")

    first = run(tmp_path).stdout

    assert "0 answers" in first
    assert "4 drafts wait for approval. Read them as staff: review, then approve ID; or" in first
    assert "You are a customer. Ask something.\n" in first


def test_an_export_is_checked_as_what_an_import_makes_of_it(tmp_path: Path) -> None:
    write(tmp_path, ZENDESK)

    checked = run(tmp_path, "kb", "check", "articles.json")
    run(tmp_path, "kb", "import", "articles.json", "--publish")
    kept = run(tmp_path, "kb", "check")

    assert (
        "Read as articles of Zendesk Guide: an import takes them in as 4 drafts." in checked.stdout
    )
    assert "360001" not in checked.stdout.replace("zendesk-360001", "")
    assert [] == [line for line in kept.stdout.splitlines() if line not in checked.stdout]


def test_what_was_approved_stays_until_somebody_says_otherwise(tmp_path: Path) -> None:
    files = copy.deepcopy(ZENDESK)
    write(tmp_path, files)
    run(tmp_path, "kb", "import", "articles.json", "--yes")
    run(tmp_path, typed="/staff sam\napprove zendesk-360001-de\n")

    same = run(tmp_path, "kb", "import", "articles.json", "--yes")
    files["articles.json"]["articles"][1]["body"] = "Binnen 14 Tagen."
    write(tmp_path, files)
    other = run(tmp_path, "kb", "import", "articles.json", "--yes")
    asked = run(tmp_path, typed="wie gebe ich etwas zurück\n")
    waiting = run(tmp_path, "kb", "import", "articles.json", "--yes", "--overwrite")
    still = run(tmp_path, typed="wie gebe ich etwas zurück\n")
    on_purpose = run(tmp_path, "kb", "import", "articles.json", "--publish", "--overwrite")
    shown = run(tmp_path, typed="wie gebe ich etwas zurück\n")

    assert "\n0 new, 0 changed, 4 as they were" in same.stdout
    assert "\n0 new, 0 changed, 3 as they were" in other.stdout
    assert re.search(r"- zendesk-360001-de: approved by sam on", other.stdout)
    assert "Binnen 30 Tagen" in asked.stdout
    assert "\n0 new, 1 changed, 3 as they were" in waiting.stdout
    assert (
        "Shown in the words that are here until you publish: zendesk-360001-de." in waiting.stdout
    )
    assert "Binnen 30 Tagen" in still.stdout
    assert "\nPublished: " in on_purpose.stdout
    assert "Binnen 14 Tagen" in shown.stdout


def test_questions_of_an_export_are_rehearsed(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "tickets.zip").write_bytes(zip_of(DISCORD_TICKETS))

    looked = run(tmp_path, "kb", "import", "tickets.zip")
    tried = run(tmp_path, "rehearse", "tickets.zip")

    assert "1 question that customers asked in it: python run_bot.py rehearse" in looked.stdout
    assert "1 past question, as 18 entries would meet them" in tried.stdout, tried.stderr


def test_what_is_said_to_be_an_export_and_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "faq.json").write_text('[{"question": "How?", "answer": "So."}]', "utf-8")

    refused = run(tmp_path, "kb", "import", "faq.json", "--as", "zendesk")
    piped = run(tmp_path, "kb", "import", "-", typed="question,answer\nHow?,So.\n")

    assert refused.returncode == 1
    assert "There is nothing in it that I could take in." in refused.stderr
    assert "\n1 new, 0 changed" in piped.stdout, piped.stderr


def test_another_folder_of_the_same_name_retires_nothing(tmp_path: Path) -> None:
    for site, asked in (("one", "Where are you?"), ("two", "When are you open?")):
        docs = tmp_path / site / "docs"
        docs.mkdir(parents=True)
        (docs / f"{site}.md").write_text(f"---\ntitle: {asked}\n---\nSo.\n", "utf-8")
    first = run(tmp_path, "kb", "import", "one/docs", "--sync")

    other = run(tmp_path, "kb", "import", "two/docs", "--sync")

    assert first.returncode == 0, first.stderr
    assert other.returncode != 0
    assert "Give this folder a name of its own." in other.stderr
    assert "1 as they were" in run(tmp_path, "kb", "import", "one/docs", "--sync").stdout


def test_a_folder_in_step_retires_what_it_has_no_more_and_nothing_else(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("hours", "prices", "parking"):
        (docs / f"{name}.md").write_text(
            f"---\ntitle: About {name}?\nlanguage: en\n---\nSo, {name}.\n", "utf-8"
        )
    run(tmp_path, typed="/staff sam\nadd Who are you? | We are us.\n")
    run(tmp_path, "kb", "import", "docs", "--sync", "--publish")
    run(tmp_path, typed="/staff sam\nedit parking | Behind the house.\n")
    for name in ("hours", "parking"):
        (docs / f"{name}.md").unlink()

    plain = run(tmp_path, "kb", "import", "docs")
    synced = run(tmp_path, "kb", "import", "docs", "--sync")
    (docs / "hours.md").write_text(
        "---\ntitle: About hours?\nlanguage: en\n---\nSo, hours.\n", "utf-8"
    )
    back = run(tmp_path, "kb", "import", "docs", "--sync")
    (docs / "prices.md").write_text("---\ntitle: How: so?\n---\nSo.\n", "utf-8")
    broken = run(tmp_path, "kb", "import", "docs", "--sync", "--skip-bad")
    on_a_file = run(tmp_path, "kb", "import", "docs/hours.md", "--sync")

    assert "Retired" not in plain.stdout
    assert "Retired, as docs has it no more: hours.\n" in synced.stdout, synced.stderr
    assert "- parking: answer changed by sam on" in synced.stdout
    assert "who-are-you" not in synced.stdout
    assert "\n0 new, 1 changed, 1 as they were" in back.stdout
    assert "\nChanged: hours.\n" in back.stdout
    assert "Retired" not in broken.stdout
    assert on_a_file.returncode != 0
    assert "--sync keeps a folder in step: name one." in on_a_file.stderr


def page(folder: Path, name: str, answer: str, more: str = "") -> None:
    """A page of a site, in English."""
    text = f"---\ntitle: What about {name}?\nlanguage: en\n{more}---\n{answer}\n"
    (folder / f"{name}.md").write_text(text, "utf-8")


def test_a_folder_comes_in_as_drafts_and_one_command_shows_what_is_not_held_back(
    tmp_path: Path,
) -> None:
    run(tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    page(docs, "parking", "Behind the house.")
    page(docs, "prices", "Five euros.", "draft: true\n")
    asks = "what about parking\n"

    looked = run(tmp_path, "kb", "import", "docs")
    run(tmp_path, "kb", "import", "docs", "--yes")
    before = run(tmp_path, typed=f"{asks}how do i reset my password\n")
    published = run(tmp_path, "kb", "publish")
    after = run(tmp_path, typed=asks)
    nothing = run(tmp_path, "kb", "publish")
    unknown = run(tmp_path, "kb", "publish", "parking")

    assert "Nothing was taken in yet: with --yes the same comes in, as drafts" in looked.stdout
    assert "Held back, for somebody to read first: prices." in looked.stdout
    assert "Behind the house." not in before.stdout
    assert "From the help guide: How do I reset my password?" in before.stdout  # a sample
    assert published.stdout.startswith("Published: parking.\n18 sample entries retired")
    assert "Still drafts, for somebody to read first: prices." in published.stdout
    assert "Behind the house." in after.stdout
    assert nothing.stdout.startswith("Nothing waits to be published.")
    assert "There is no draft parking." in unknown.stderr


def test_two_answers_to_one_question_stay_drafts_until_they_are_named(tmp_path: Path) -> None:
    """As `publish` in chat holds them."""
    rows = "question,answer\nWhat is an espresso?,It costs 2.80 EUR.\nWhat is the espresso?,It costs 3.20 EUR.\n"
    (tmp_path / "faq.csv").write_text(f"{rows}Where do I park?,Behind the house.\n", "utf-8")
    run(tmp_path, "kb", "import", "faq.csv", "--yes")

    held = run(tmp_path, "kb", "publish")
    named = run(tmp_path, "kb", "publish", "what-is-an-espresso")

    assert held.stdout.startswith("Published: where-do-i-park.\n")
    assert "somebody to read first: what-is-an-espresso, what-is-the-espresso." in held.stdout
    assert named.stdout.startswith("Published: what-is-an-espresso.\n")


def test_what_customers_are_shown_changes_with_a_folder_in_step_and_not_by_an_import(
    tmp_path: Path,
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    page(docs, "parking", "Behind the house.")
    asks = "what about parking\n"
    run(tmp_path, "kb", "import", "docs", "--publish")

    page(docs, "parking", "In front of it.")
    page(docs, "prices", "Five euros.")
    plain = run(tmp_path, "kb", "import", "docs", "--yes")
    as_before = run(tmp_path, typed=asks)
    run(tmp_path, "kb", "import", "docs", "--sync")
    in_step = run(tmp_path, typed=f"{asks}what about prices\n")

    assert "Shown in the words that are here until you publish: parking." in plain.stdout
    assert "Behind the house." in as_before.stdout
    assert "In front of it." in in_step.stdout
    assert "Five euros." not in in_step.stdout


def test_whoever_asked_in_vain_hears_of_what_is_published(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\nMay I bring a llama?,It may.\n", "utf-8")
    run(tmp_path, typed="may i bring a llama\n")

    run(tmp_path, "kb", "import", "faq.csv", "--publish")
    told = run(tmp_path)

    assert "It may." in told.stdout


def test_snippets_of_modmail_are_the_team_s_saved_replies(tmp_path: Path) -> None:
    run(tmp_path)
    snippets = {
        "reset": "Open **Settings**, {recipient.name}.",
        "Late Refund!": "It takes {days} days.",
        "Hi there": "Hello, {author} here.",
    }
    write(tmp_path, {"config.json": {"bot_id": "1", "snippets": snippets}})

    looked = run(tmp_path, "kb", "import", "config.json")
    taken = run(tmp_path, "kb", "import", "config.json", "--yes")
    again = run(tmp_path, "kb", "import", "config.json", "--yes")
    listed = run(tmp_path, typed="/staff sam\nsnippets\nreview\n")

    assert "Saved replies for the team: 2 new, 0 as they were, 1 left out.\n" in looked.stdout
    assert "- Late Refund!: I don't know how to fill in {days}." in looked.stdout
    assert "Taken in: 2 saved replies; in chat: snippets" in taken.stdout
    assert "drafts" not in taken.stdout
    assert "0 new, 2 as they were, 1 left out" in again.stdout
    assert "Taken in" not in again.stdout
    assert "Open **Settings**, {customer}." in listed.stdout
    assert "Hello, {me} here." in listed.stdout


def test_what_answers_otherwise_than_another_entry_is_named_before_it_is_taken_in(
    tmp_path: Path,
) -> None:
    """It once was only where the other one changed in the same import."""
    head = "question,answer\n"
    (tmp_path / "one.csv").write_text(f"{head}Do you ship to Brazil?,Yes.\n", "utf-8")
    (tmp_path / "two.csv").write_text(f"{head}Can you ship to Brazil?,No.\n", "utf-8")
    run(tmp_path, "kb", "import", "one.csv", "--publish")

    said = run(tmp_path, "kb", "import", "two.csv").stdout

    assert "These answer otherwise than others do:" in said
    assert "do-you-ship-to-brazil" in said
