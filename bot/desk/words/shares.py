"""A share in words, with its number and how sure one may be of it."""

from collections.abc import Callable

from bot.desk.rules.shares import FEWEST, Share, wilson


def said(share: Share, put: Callable[..., str]) -> str:
    """Say "12 of 40 (30 %, likely 18 to 45 %)" or "3 of 7, too few for a share" or "none"; `put` says a
    sentence of the locales by its name."""
    part, total = share.part, share.total
    if not total:
        return put("share_none")
    if total < FEWEST:
        return put("share_few", part=part, total=total)
    low, high = (round(100 * each) for each in wilson(part, total))
    return put("share_of", part=part, total=total, percent=share.percent, low=low, high=high)
