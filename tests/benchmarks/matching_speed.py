"""`python -m tests.benchmarks.matching_speed`: what a question, a change and a start cost.

Every size in a process of its own with one thread; questions are relative to rapidfuzz in the same run.
"""

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.training.sets import rows
from tests.benchmarks.matching_drawing import Curve, Picture, draw_svg
from tests.knowledge.bad_input import BAD_INPUT

PICTURE = Path(__file__).parents[2] / "docs" / "answering-speed.svg"
SIZES = (100, 300, 1000, 3000, 10_000, 30_000, 100_000)
SETS = ("banking77", "hwu64", "chitchat_en", "chitchat_de", "chitchat_es", "chitchat_fr")
CHANGES = 5

Figures = dict[str, float]


def many(count: int) -> list[str]:
    """That many different phrasings, from the sets and with changed words once these are used up."""
    rng = random.Random(count)  # noqa: S311 - not for secrets
    texts = [text for name in SETS for row in rows(name) for text in row["phrasings"]]
    rng.shuffle(texts)
    words = sorted({word for text in texts for word in text.split()})
    while len(texts) < count:
        said = texts[rng.randrange(len(texts))].split()
        said[rng.randrange(len(said))] = rng.choice(words) + str(rng.randrange(1000))
        texts.append(" ".join(said))
    return texts[:count]


def entries_of(texts: list[str]) -> list[Entry]:
    """Ten phrasings an entry."""
    groups = (texts[at : at + 10] for at in range(0, len(texts), 10))
    return [
        Entry(id=str(number), question=group[0], variants=tuple(group[1:]), answer="")
        for number, group in enumerate(groups)
    ]


def timed(ask: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Milliseconds of this thread for each text, the quickest first."""
    found = []
    for text in texts:
        began = time.thread_time()
        ask(text)
        found.append(1e3 * (time.thread_time() - began))
    return sorted(found)


def megabytes(which: str) -> float:
    """Memory in use ("VmRSS") or the most there ever was ("VmHWM"); Linux only."""
    said = Path("/proc/self/status").read_text(encoding="ascii").partition(f"{which}:")[2]
    return int(said.split(maxsplit=1)[0]) * 1024 / 1e6


def measure(texts: list[str]) -> Figures:
    """A matcher of these phrasings, built, asked and changed."""
    entries = entries_of(texts)
    Matcher(entries[:2]).candidates("what is read once for all is read here")
    before, began = megabytes("VmRSS"), time.perf_counter()
    matcher = Matcher(entries)
    build, more = time.perf_counter() - began, megabytes("VmRSS") - before
    began = time.perf_counter()
    matcher.refit()
    refit, most = time.perf_counter() - began, megabytes("VmHWM") - before
    asked = [text for row in rows("banking77")[:60] for text in row["questions"][:4]]
    ours = timed(matcher.candidates, asked)

    def theirs(text: str) -> object:
        return process.extractOne(text, texts, scorer=fuzz.WRatio, processor=utils.default_process)

    def change(text: str) -> None:
        matcher.put(Entry(id=text[-1], question=text, answer=""))
        matcher.candidates(text)

    ratio = timed(theirs, asked[: max(24, 200_000 // len(texts))])
    changes = timed(change, (f"a wholly new thing to ask {n}" for n in range(CHANGES)))
    p50, p99 = ours[len(ours) // 2], ours[int(len(ours) * 0.99)]
    return {
        "phrasings": len(texts),
        "p50 ms": p50,
        "p99 ms": p99,
        "p99 / p50": p99 / p50,
        "WRatio p50 ms": (single := ratio[len(ratio) // 2]),
        "p50 / WRatio": p50 / single,
        "build s": build,
        "more MB": more,
        "refit s": refit,
        "then at most MB": most,
        "change and ask ms": changes[-1],
    }


def measure_bad(texts: list[str]) -> Figures:
    """The slowest of a few askings of each bad input, in milliseconds; the first is unprepared."""
    matcher = Matcher(entries_of(texts))
    matcher.candidates("what is read once for all is read here")
    return {name: timed(matcher.candidates, [text] * 5)[-1] for name, text in BAD_INPUT.items()}


def apart(measured: Callable[[list[str]], Figures], count: int) -> Figures:
    """Measure in a fresh process, which has no memory left over from making up the phrasings."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (many(count),))


def print_row(cells: Iterable[object]) -> None:
    """A line of a Markdown table."""
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    sys.stdout.flush()


def report(sizes: Iterable[int]) -> list[Figures]:
    """Measure the sizes, printing each as it comes."""
    found: list[Figures] = []
    for size in sizes:
        figures = apart(measure, size)
        if not found:
            print_row(figures)
            print_row(["---:"] * len(figures))
        print_row(f"{value:.3g}" if value < 100 else f"{value:,.0f}" for value in figures.values())
        found.append(figures)
    return found


def draw(found: list[Figures]) -> None:
    """The curve in docs/answering.md."""
    shown = ("p50 ms", "p99 ms", "WRatio p50 ms")
    curves = tuple(
        Curve(name=name, points=tuple((each["phrasings"], each[name]) for each in found))
        for name in shown
    )
    picture = Picture(
        title="Milliseconds a question, by phrasings known", curves=curves,
        across="phrasings", up="ms", right=found[-1]["phrasings"], top=500, log=True,
    )  # fmt: skip
    draw_svg(picture, PICTURE)


def main() -> None:
    """Print both tables; draw where asked to."""
    chosen = argparse.ArgumentParser(description=__doc__)
    chosen.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen.add_argument("--bad", type=int, default=10_000, help="phrasings for the bad input")
    chosen.add_argument("--draw", action="store_true", help="into docs/answering-speed.svg")
    wanted = chosen.parse_args()
    # Read when numpy is first imported, which the measuring processes have yet to do.
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    found = report(wanted.sizes)
    if wanted.draw:
        draw(found)
    sys.stdout.write(f"\n| bad input, {wanted.bad:,} phrasings | ms |\n| --- | ---: |\n")
    for name, slowest in apart(measure_bad, wanted.bad).items():
        print_row((name, f"{slowest:.1f}"))


if __name__ == "__main__":
    main()
