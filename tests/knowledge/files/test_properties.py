"""What holds of every file: nothing is lost in silence, and what was exported is imported unchanged."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.files import Loaded, read_entries, write_entries
from tests.knowledge.files.reading import read

word = st.integers(0, 10**9).map("w{:x}w".format)
"""Words that stand in no other place of the document by chance, nor in any sentence of ours."""
line = st.lists(word, min_size=1, max_size=4).map(" ".join)
lines = st.lists(line, min_size=1, max_size=3)
paragraph = lines.map("\n".join)
label = st.sampled_from(["a", "A", "b b", "1"])
"""Few, so that one stands twice."""
marks = st.sampled_from(["?", "", "!", ":"])
title = st.tuples(
    st.sampled_from(["", "4. ", "Q: ", "<b>x</b> ", "**", "`"]),
    line,
    marks,
    st.sampled_from(["", " {#anchor}", " ##"]),
).map(lambda parts: "".join(parts).replace("**", "", 0))
blocks = st.one_of(
    paragraph,
    st.tuples(st.integers(1, 6), title).map(lambda pair: f"{'#' * pair[0]} {pair[1]}"),
    st.tuples(line, st.sampled_from("=-")).map(lambda pair: f"{pair[0]}?\n{pair[1] * 3}"),
    lines.map(lambda each: "\n".join(f"- {one}" for one in each)),
    lines.map(
        lambda each: "\n".join(f"{n}. **{one}?**\n   {one}" for n, one in enumerate(each, 1))
    ),
    lines.map(lambda each: "\n".join(f"> {one}" for one in each)),
    st.tuples(st.sampled_from(["```", "~~~", "````"]), paragraph).map(
        lambda pair: f"{pair[0]}\n## {pair[1]}\n```sh\n{pair[0]}"
    ),
    st.tuples(line, paragraph).map(lambda pair: f"**{pair[0]}?**\n{pair[1]}"),
    st.tuples(line, paragraph).map(lambda pair: f"**Q: {pair[0]}**\nA: {pair[1]}"),
    st.tuples(line, paragraph).map(
        lambda pair: f"<details>\n<summary>{pair[0]}</summary>\n\n{pair[1]}\n\n</details>"
    ),
    st.tuples(line, line).map(
        lambda pair: f"<details><summary>{pair[0]}</summary>{pair[1]}</details>"
    ),
    paragraph.map(lambda each: f"<!-- {each} -->"),
    paragraph.map(lambda each: f"<!--\n\n## {each}\n\n-->"),
    paragraph.map(lambda each: f"<div>\n<p>{each}</p>\n</div>"),
    st.tuples(line, word).map(
        lambda pair: f"[{pair[0]}][{pair[1]}]\n\n[{pair[1]}]: https://{pair[1]}.example"
    ),
    line.map(lambda each: f"- [{each}](#{each.replace(' ', '-')})"),
    line.map(lambda each: f"| {each} | b |\n| --- | --- |\n| c | {each} |"),
    line.map(lambda each: f"1. ### {each}?\n\n   {each}\n"),
    st.tuples(line, paragraph).map(lambda pair: f"Q: {pair[0]}\nA: {pair[1]}\nQ. {pair[0]}?"),
    st.tuples(line, line).map(
        lambda pair: (
            f"| Question | Answer |\n| - | - |\n| {pair[0]} | {pair[1]} |\n| a | b | {pair[0]} |"
        )
    ),
    st.tuples(line, line).map(lambda pair: f"- [{pair[0]}](a.md) {pair[1]}\n- [[{pair[1]}]]"),
    lines.map(lambda each: "\n".join(f"{one}?\n{one}" for one in each)),
    st.tuples(label, line).map(
        lambda pair: f"[{pair[0]}]: https://{pair[1].replace(' ', '')}.example"
    ),
    st.tuples(label, word).map(
        lambda pair: f"[{pair[0]}]: {pair[1]}\n[{pair[0]}]: <{pair[1]}> 'x'"
    ),
    st.tuples(line, label).map(lambda pair: f"{pair[0]} [{pair[1]}] and ![x][{pair[1]}]"),
    st.tuples(label, paragraph).map(lambda pair: f"[^{pair[0]}]: {pair[1]}"),
    st.tuples(label, word).map(lambda pair: f"[^{pair[0]}]: {pair[1]}"),
    st.tuples(line, label).map(lambda pair: f"{pair[0]}.[^{pair[1]}] And"),
    st.tuples(line, line).map(
        lambda pair: f"- {pair[0]}\n  - {pair[1]}?\n\n    {pair[0]}\n- ## {pair[1]}"
    ),
    st.tuples(line, line).map(lambda pair: f"> ## {pair[0]}?\n>\n> {pair[1]}\n>> - {pair[0]}"),
    st.tuples(line, label, word).map(lambda trio: f"> {trio[0]}\n> [{trio[1]}]: {trio[2]}"),
    st.tuples(line, paragraph).map(lambda pair: f"{pair[0]}?\n: {pair[1]}\n: {pair[0]}"),
    st.tuples(line, line).map(lambda pair: f"{pair[0]}\n\n:   {pair[1]}"),
    st.tuples(line, line).map(lambda pair: f"<dl>\n<dt>{pair[0]}?</dt>\n<dd>{pair[1]}</dd>\n</dl>"),
    st.tuples(line, line).map(
        lambda pair: (
            f"<table><tr><th>Question</th><th>Answer</th></tr>\n<tr><td>{pair[0]}</td>"
            f"<td>{pair[1]}</td></tr></table>"
        )
    ),
    st.tuples(line, line).map(lambda pair: f"<h3 id='{pair[0]}'>{pair[0]}</h3>\n<p>{pair[1]}</p>"),
    line.map(lambda each: f"<script>\n{each}\n</script>"),
    line.map(lambda each: f"<img src='a.png' alt='{each}'>"),
    line.map(lambda each: f"\u061f\u200f {each} \u0643\u064a\u0641\u061f"),
    line.map(lambda each: f"## \u0643\u064a\u0641 {each}\u061f \U0001f600"),
    line.map(lambda each: f"\U0001f449\ufe0f **{each}** \u2753"),
    st.tuples(line, line).map(lambda pair: f":::note {pair[0]}\n{pair[1]}\n:::"),
    st.tuples(line, line).map(
        lambda pair: f"{{{{< tab {pair[0]} >}}}}\n{pair[1]}\n{{{{< /tab >}}}}"
    ),
    st.tuples(line, line).map(lambda pair: f"{{% hint %}}\n{pair[0]}\n{{% endhint %}}\n{pair[1]}"),
    st.tuples(line, line).map(
        lambda pair: f"> [!tip] {pair[0]}\n> {pair[1]}\n\n[[{pair[1]}|{pair[0]}]] ==x=="
    ),
    st.tuples(line, word).map(
        lambda pair: f"![[{pair[0]}]] {pair[1]} ^{pair[1]}\n{{: .{pair[1]} }}"
    ),
    st.tuples(line, word).map(lambda pair: f"![][{pair[1]}]\n\n[{pair[1]}]: <data:x,{pair[0][0]}>"),
    line.map(lambda each: f"1\ufe0f\u20e3 how {each}\n{each}"),
    line.map(lambda each: f"$$\n{each}\n$$"),
    st.tuples(line, line).map(
        lambda pair: f"| {pair[0]} | b |\n| - | - |\n\n{pair[1]}\n{pair[0]} | x"
    ),
    st.sampled_from(
        ["---", "***", "[TOC]", "<br>", "```", "    code", "<details>", "</details>", "<!--"]
    ),
)
documents = st.tuples(
    st.lists(blocks, max_size=8), st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"])
).map(lambda pair: pair[1].join(pair[0]))
headers = st.sampled_from(
    ["", "---\ntags: x\n---\n", "---\ntitle: Page\n---\n", "---\nquestion: How?\n---\n"]
)


def words_of(loaded: Loaded) -> set[str]:
    """All words that are in an entry."""
    texts = [
        text
        for entry in loaded.entries
        for text in (*entry.phrasings, entry.answer, entry.category, entry.id)
    ]
    return set(re.findall(r"w[0-9a-f]+w", "\n".join(texts)))


@settings(deadline=None, max_examples=300)
@given(header=headers, text=documents, ends=st.sampled_from(["\n", "\n", "\r\n", "\r"]))
@example(
    header="---\ntitle: Page\n---\n",
    text="w0w\n\n<b>w1w</b>\n\n:::note w2w\nw3w\n:::\n\n[a]: https://w4w.example",
    ends="\n",
)
def test_each_line_is_in_an_entry_or_said_to_be_left_out(
    tmp_path_factory: pytest.TempPathFactory, header: str, text: str, ends: str
) -> None:
    source = header + text
    folder = tmp_path_factory.mktemp("page")
    loaded = read(folder, "page.md", source.replace("\n", ends))
    kept = words_of(loaded)
    said = {
        number
        for note in (*loaded.notes, *loaded.problems)
        for number in range(note.line, max(note.line, note.last) + 1)
    }
    refused = not loaded.entries and loaded.problems

    for number, line_ in enumerate(source.split("\n"), 1):
        lost = set(re.findall(r"w[0-9a-f]+w", line_)) - kept
        assert not lost or refused or number in said, (number, line_)


@settings(deadline=None, max_examples=100)
@given(header=headers, text=documents)
@pytest.mark.parametrize("name", ["kb", "kb.csv", "kb.jsonl"])
def test_what_was_imported_is_exported_and_imported_unchanged(
    tmp_path_factory: pytest.TempPathFactory, header: str, text: str, name: str
) -> None:
    folder = tmp_path_factory.mktemp("page")
    loaded = read(folder, "page.md", header + text)

    write_entries(folder / "out" / name, loaded.entries)
    again = read_entries(folder / "out" / name) if loaded.entries else loaded

    assert sorted(again.entries, key=str) == sorted(loaded.entries, key=str)


hostile = st.lists(
    st.sampled_from(
        ["---\n", "+++\n", "question: ", "&a ", "*a", "<<: ", "!!x ", "{", "}", "[", "]", "\n", "# ", "- ",
         "<!--", "-->", "<a", ">", "</", "<details>", "<summary>", "</summary>", "```", "`", "**", "Q: ",
         "[x]: y\n", "[x]", "sep=", ",", ";", "\t", '"', "'", "question,answer\n", "\\u", "\\", ":", "\x00",
         "\ufeff", "\u2028", "\ud83d", "&#0;", "&amp;", "<![CDATA[", "<?", "{%comment%}", "null", "1e999", "\r"]
    ) | st.text(max_size=4),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("name", ["a.md", "a.csv", "a.tsv", "a.json", "a.jsonl"])
@settings(deadline=None, max_examples=200)
@given(
    content=hostile.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | hostile.map(lambda text: text.encode("utf-16", "surrogatepass"))
    | hostile.map(lambda text: json.dumps([{"question": "How?", "body": text}]).encode())
    | st.binary(max_size=300)
)
def test_no_bytes_whatever_raise(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)

    loaded = read_entries(path)

    assert all(one.question and one.answer for one in loaded.entries)
    assert loaded.entries or loaded.problems or not content.strip()


FLOODS = [
    "<!--", "{/*", "{%comment%}", "[", "![", "[a](", "[a][", "`", "**", "*a ", "> ", "- ", "# a?\n", "<a ", "<a>",
    "<div>", "<details><summary>", "&#", "| ", '"', "a?\n-\n", "[a]: b\n", "<![", "- a\n  - b\n", "x\n",
    "Q: a?\nA: b\n", "# a\n\nx\n\n", "# a\n\n[b](c)\n\n", "a?\nb\n", "- [a](b)\n",
    "| Question | Answer |\n| - | - |\n| a | b |\n\n", "# a\n\n",
]  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_one_sign_is_read_in_time(tmp_path: Path, flood: str) -> None:
    """It would take minutes where each sign looks through all others."""
    signs = flood * (20_000 // len(flood))
    texts = {
        "a.md": f"## How?\n\n{signs}",
        "a.csv": f"question,answer\nHow?,{signs}",
        "a.json": json.dumps([{"question": "How?", "body": f"<p>{signs}"}]),
    }
    for name, text in texts.items():
        loaded = read(tmp_path, name, text)

        assert loaded.entries or loaded.problems
