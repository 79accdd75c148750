"""What fitting a classifier costs."""

import tracemalloc

from knowledge.matching.classifier import Classifier
from knowledge.matching.search import Document, Search


def test_reading_keeps_rows_and_not_the_questions_they_came_from() -> None:
    """A question is as long as the vocabulary: 10,000 of them once took 900 MB."""
    texts = [" ".join(f"word{number}x{place}" for place in range(5)) for number in range(400)]
    search = Search.of([Document(key="all", phrasings=tuple(texts))])

    tracemalloc.start()
    Classifier(search.index).read(range(len(texts)), search.ask_line)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    questions = len(texts) * len(search.index.spelt) * 12
    assert most < questions / 2
