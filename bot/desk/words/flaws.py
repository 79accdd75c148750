"""What is said of entries, or of what was read for them, in somebody's language where it is known there."""

from collections.abc import Callable

from knowledge.upkeep.structure import Flaw


def said(flaw: str, put: Callable[..., str]) -> str:
    """Say it by its name; `put` says a sentence of the locales. What has no name stays in English."""
    if isinstance(flaw, Flaw) and flaw.kind:
        return put(f"flaw_{flaw.kind}", **flaw.facts)
    return flaw
