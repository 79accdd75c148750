"""What a message takes back of what was asked before it: "forget my last question, can I ...".

It is skipped where something is asked behind it; that something was taken back is told.
"""

import re

from knowledge.text.intent import takes_back
from knowledge.text.normalise import surface
from knowledge.text.sentences import puts_question
from knowledge.text.sheet import Sheet, Skipped
from knowledge.text.weight import weighty

__all__ = ["skip_taken_back"]

CLAUSES = 4
"""Of a message's beginning so many clauses are looked at."""
_ENDS = re.compile(
    r"[,;:.!?\u2026\u2013\u2014\n()]+|\s-+\s|\s(?=(?:and|und|y|et|e)\s)", re.IGNORECASE
)


def skip_taken_back(sheet: Sheet) -> bool:
    """Skip its beginning where that takes back what was asked before, and something else is asked."""
    page = sheet.page
    for at, found in enumerate(_ENDS.finditer(page)):
        if at == CLAUSES:
            break
        rest = page[found.end() :]
        if takes_back(surface(page[: found.start()])):
            if weighty(rest) and puts_question(rest):
                sheet.skip(0, found.end(), Skipped.TAKEN_BACK)
                return True
            break
    return False
