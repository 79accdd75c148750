"""A second opinion on small bases: does this entry answer, or does the question only stand beside it?

A softmax over the entries in sight and "none of them", from what question and entry differ in, learned by
`python -m knowledge.training.judging` from small bases and the near misses beside them. It fades out as a
base grows, where what the entries know of each other says more.
"""

import json
import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from knowledge.matching.calibration import Bands
from knowledge.matching.difference import DIFFERENCES, asked, differences
from knowledge.matching.explaining import Judged
from knowledge.matching.index import Floats
from knowledge.matching.likeness import LIKENESS
from knowledge.matching.manner import Manner
from knowledge.matching.search import Search
from knowledge.matching.views import ANSWER, PHRASING_VIEWS

INPUTS = (
    *DIFFERENCES, *LIKENESS,
    "chance", "lead", "lead in words", "lead in ground", "best over rest", "phrasings", "entries",
    "runs", "meaning", "sorted", "answer", "both ways", "first",
)  # fmt: skip
RUNS, MEANING, SORTED = (PHRASING_VIEWS.index(each) for each in ("runs", "meaning", "sorted"))
LIKE = [RUNS, MEANING, SORTED, ANSWER]
VERSION = 3
FILE = Path(__file__).with_name("judge.json")
SEEN, FEWER = 14, 6
"""Entries that are looked at closely, the likeliest first: where the judge is listened to, and elsewhere."""
WHOLE, NONE = 24, 48
"""Entries up to which the judge alone decides, and from which it says nothing."""
FEW, MANY = 2.0, 2.6
"""The same of phrasings an entry, on average."""
DENSE, VERY_DENSE = 10.0, 24.0
"""Phrasings an entry, on average, up to which it is listened to before an answer is given, and from which
it isn't: what an entry's phrasings know of each other says little of what none of them has."""
LEAST = 1e-4
MOST = 30.0
"""Log-odds against "none of them" from which more tell nothing more."""
ACCOUNTED, NEARLY = INPUTS.index("accounted for"), INPUTS.index("near accounted for")
CHOICES = 0.25
"""Chance, of the best three together, from which titles are offered: on the bases in development, each left
out, three to four in ten near misses are offered some then."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Judge:
    """The weights of INPUTS."""

    weights: Floats
    bias: float
    thresholds: dict[float, float] = field(default_factory=dict)
    """Share of wrong answers wished for, and the chance from which it was kept on bases left out."""

    def chances(self, inputs: Floats) -> list[float]:
        """How likely each entry is meant, 0 to 1; together 1 at most."""
        odds = np.minimum(inputs @ self.weights + self.bias, MOST)
        found = np.exp(odds)
        return [float(each) for each in found / (1.0 + float(found.sum()))]


UNHEARD = Judge(weights=np.zeros(len(INPUTS), np.float32), bias=0.0)
"""Stands for none at all: what a new one learns from must not rest on the one before."""


def load_judge(path: Path = FILE) -> Judge | None:
    """The learned judge; None where the file is missing, damaged or of another version."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        weights = np.array([float(raw["weights"][name]) for name in INPUTS], np.float32)
        kept = {float(wish): float(at) for wish, at in raw["thresholds"].items()}
        judge = Judge(weights=weights, bias=float(raw["bias"]), thresholds=kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return judge if raw["version"] == VERSION and np.isfinite(weights).all() else None


def heard(search: Search) -> float:
    """How much the judge is listened to here: 1 in a small base, 0 in a large one."""
    return _fading(search, FEW, MANY)


def objects(search: Search) -> float:
    """How much the judge is listened to where it finds an entry less likely: 1 in a small base of more
    phrasings too, 0 in a large one."""
    return _fading(search, DENSE, VERY_DENSE)


def _fading(search: Search, few: float, many: float) -> float:
    """1 up to WHOLE entries of `few` phrasings, 0 from NONE entries or `many` phrasings on."""
    entries, phrasings, _ = search.measure()
    by_entries = (math.log(NONE) - math.log(max(1, entries))) / (math.log(NONE) - math.log(WHOLE))
    by_phrasings = (many - phrasings) / (many - few)
    return min(1.0, max(0.0, by_entries)) * min(1.0, max(0.0, by_phrasings))


def blended(bands: Bands, judge: Judge | None, wish: float, share: float) -> Bands:
    """The bands, nearer to the judge's own the more it is listened to."""
    if judge is None or not judge.thresholds or not share:
        return bands
    wishes = sorted(judge.thresholds)
    answer = float(np.interp(wish, wishes, [judge.thresholds[each] for each in wishes]))
    return Bands(
        answer=round((1 - share) * bands.answer + share * answer, 4),
        choices=round((1 - share) * bands.choices + share * CHOICES, 4),
    )


def inputs(search: Search, judged: Judged, rows: list[int], answers: list[Manner]) -> Floats:
    """INPUTS for these rows of what is in sight; `answers` are how their answers are put."""
    sight, question = judged.sight, judged.question
    asking = asked(question)
    found = np.array(
        [
            differences(search, asking, int(sight.entries[row]), answer)
            for row, answer in zip(rows, answers, strict=True)
        ]
    )
    chances = np.clip(np.array([judged.chances[row] for row in rows]), LEAST, 1 - LEAST)
    odds = np.log(chances / (1 - chances))
    covered, ground, said = (
        found[:, DIFFERENCES.index(each)] for each in ("covered", "accounted for", "known phrasing")
    )
    beside = (
        found[:, DIFFERENCES.index("most unaccounted")] * found[:, DIFFERENCES.index("most unsaid")]
    )
    entries, _, _ = search.measure()
    nothing = math.log(LEAST / (1 - LEAST))
    context = [
        odds, odds - _rival(odds, nothing), covered + said - _rival(covered + said, 0.0),
        ground - _rival(ground, 0.0), beside, np.log(search.counts(sight)[rows]),
        np.full(len(rows), math.log(max(1, entries))), *sight.views[rows][:, LIKE].T, covered * said,
        np.arange(len(rows)) == 0,
    ]  # fmt: skip
    alike = search.likeness(question)
    near = np.array([alike[int(sight.entries[row])] for row in rows])
    return np.column_stack([found, near, *context]).astype(np.float32)


def _rival(values: Floats, alone: float) -> Floats:
    """For each the best of the others."""
    if len(values) < 2:
        return np.full(len(values), alone, np.float32)
    down = np.argsort(-values, kind="stable")
    best = np.full(len(values), values[down[0]])
    best[down[0]] = values[down[1]]
    return best
