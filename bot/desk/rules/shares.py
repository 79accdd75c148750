"""Shares that don't flatter: with their number, and how sure one may be of them.

Pure: the source of each formula stands with it.
"""

from dataclasses import dataclass
from math import sqrt

FEWEST = 20
"""Of fewer no share is given in percent: one more or less would move it by five points and more."""
_Z = 1.96
"""Nineteen in twenty such intervals hold the true share."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded; 0 of none."""
        return round(100 * self.part / self.total) if self.total else 0

    def words(self) -> str:
        """ "12 of 40 (30 %, likely 18 to 45 %)", "3 of 7, too few for a share", "none"."""
        if not self.total:
            return "none"
        said = f"{self.part} of {self.total}"
        if self.total < FEWEST:
            return f"{said}, too few for a share"
        low, high = wilson(self.part, self.total)
        return f"{said} ({self.percent} %, likely {round(100 * low)} to {round(100 * high)} %)"


def wilson(part: int, total: int) -> tuple[float, float]:
    """Between what the true share lies, 19 times in 20: two numbers from 0 to 1.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212. Raises ValueError unless 0 <= part <= total > 0.
    """
    if not 0 <= part <= total or not total:
        raise ValueError("a share is of one or more, and no more than all of them")
    share, grown = part / total, _Z**2 / total
    middle = (share + grown / 2) / (1 + grown)
    reach = _Z / (1 + grown) * sqrt(share * (1 - share) / total + grown / 4 / total)
    return max(0.0, middle - reach), min(1.0, middle + reach)
