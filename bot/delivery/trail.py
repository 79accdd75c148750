"""Where something failed, for the log: kinds of errors and lines of code, never their words.

What an error says may hold what somebody wrote, and a line break in it would forge a line of the log.
"""

import traceback
from pathlib import Path

_STEPS = 6
"""Places in the code that are named, the innermost first."""


def trail(error: BaseException) -> str:
    """In one line: "KeyError at matcher.py:120 (near) < front_desk.py:88 (look_up)"."""
    steps = traceback.extract_tb(error.__traceback__)[-_STEPS:]
    places = [f"{Path(each.filename).name}:{each.lineno} ({each.name})" for each in steps]
    where = f" at {' < '.join(reversed(places))}" if places else ""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    after = f", after {type(cause).__name__}" if cause else ""
    return f"{type(error).__name__}{where}{after}"
