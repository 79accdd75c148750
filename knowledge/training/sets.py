"""The sets the weights are learned from, cut into small knowledge bases.

Everything is drawn from seeded generators: the same files give the same scenarios.
"""

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.matching.search import Document

DATA = Path(__file__).with_name("data")
LANGUAGES = ("en", "de", "es", "fr", "ja", "zh")
FAMILIES = ("banking77", "hwu64", "chitchat")
MIXED = (1, 2, 3, 5, 8)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How a scenario is drawn from a set."""

    name: str
    k: int
    """Known phrasings an entry; 0 for a different number each."""
    seed: int
    questions: int = 250
    entries: int = 0
    """How many entries there are at all; 0 for every one."""
    answers: bool = False

    @property
    def family(self) -> str:
        """Sets of one family are left out together."""
        return "chitchat" if self.name.startswith("chitchat") else self.name


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A knowledge base, and questions with the entry that answers them, or none."""

    recipe: Recipe
    documents: tuple[Document, ...]
    questions: tuple[tuple[str, str], ...]
    """The entry is empty where nothing answers."""
    chatter: tuple[str, ...]


def recipes() -> list[Recipe]:
    """Every scenario that is learned from."""
    found = []
    for name in ("banking77", "hwu64"):
        for k in (1, 2, 3, 5, 10, 40, 0):
            for seed, entries in enumerate((0, 28)):
                answered = k in {1, 3, 5} and (seed + k) % 2 == 0
                found.append(Recipe(name=name, k=k, seed=seed, entries=entries, answers=answered))
        found.append(Recipe(name=name, k=1, seed=5, answers=True))
    for language in LANGUAGES:
        name = f"chitchat_{language}"
        found.append(Recipe(name=name, k=1, seed=0, questions=200))
        found.append(Recipe(name=name, k=3, seed=0, questions=200, entries=40))
        found.append(Recipe(name=name, k=0, seed=0, questions=200))
    return found


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a set."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def draw(recipe: Recipe) -> Scenario:
    """Cut a scenario out of its set; a quarter of the entries is asked about but unknown."""
    rng = random.Random(f"{recipe.name} {recipe.k} {recipe.seed}")  # noqa: S311 - not for secrets
    table = rows(recipe.name)
    rng.shuffle(table)
    table = table[: recipe.entries or len(table)]
    unknown = max(1, round(len(table) / 4))
    known = table[unknown:]
    documents = []
    spare: dict[str, list[str]] = {}
    for row in known:
        size = recipe.k or rng.choice(MIXED)
        phrasings = rng.sample(row["phrasings"], len(row["phrasings"]))
        spare[row["entry"]] = phrasings[size : size + 3]
        documents.append(Document(key=row["entry"], phrasings=tuple(phrasings[:size])))
    if recipe.answers:
        documents = _answered(documents, spare, rng)
    keys = {document.key for document in documents}
    asked = [
        (text, row["entry"] if row["entry"] in keys else "")
        for row in table
        for text in row["questions"]
    ]
    rng.shuffle(asked)
    chatter = rng.sample([row["text"] for row in rows("irc_ubuntu")], 30)
    if recipe.family != "chitchat":
        talk = [text for row in rows("chitchat_en") for text in row["questions"]]
        chatter += rng.sample(talk, 10)
    return Scenario(
        recipe=recipe,
        documents=tuple(documents),
        questions=tuple(asked[: recipe.questions]),
        chatter=tuple(chatter),
    )


def _answered(
    documents: list[Document], spare: dict[str, list[str]], rng: random.Random
) -> list[Document]:
    """Stand-ins for answers: words of unused phrasings among words of others, or others only.

    The sets have no answers; so the answer's views learn to be of some use and never the last word.
    """
    pool = [word for texts in spare.values() for text in texts for word in text.split()]
    found = []
    for document in documents:
        words = [rng.choice(pool) for _ in range(25)] if pool else []
        if rng.random() < 0.7:
            words += " ".join(spare[document.key]).split()
        rng.shuffle(words)
        found.append(
            Document(key=document.key, phrasings=document.phrasings, answer=" ".join(words))
        )
    return found
