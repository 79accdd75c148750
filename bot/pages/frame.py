"""What every page has: its head, the ways to the other pages, its foot, the one style."""

from dataclasses import dataclass
from importlib.resources import files

from bot.pages.markup import Inside, el, html

STYLE = (files("bot.pages") / "style.css").read_text("utf-8")


@dataclass(frozen=True, kw_only=True)
class Way:
    """A link to another page, or to this one, which is then named and no link."""

    words: str
    to: str
    here: bool = False


def page(title: str, ways: tuple[Way, ...], *inside: Inside, foot: str = "") -> str:
    """A whole page. It asks for nothing but its style, which lies beside it."""
    return html(
        el(
            "html",
            el(
                "head",
                el("meta", charset="utf-8"),
                el("meta", name="viewport", content="width=device-width, initial-scale=1"),
                el("meta", name="color-scheme", content="light dark"),
                el("meta", name="robots", content="noindex"),
                el("title", title),
                el("link", rel="icon", href="data:,"),
                el("link", rel="stylesheet", href="style.css"),
            ),
            el(
                "body",
                el("nav", links(ways), aria_label="Pages") if ways else None,
                el("main", inside),
                el("footer", el("p", foot)) if foot else None,
            ),
            lang="en",
        )
    )


def links(ways: tuple[Way, ...]) -> Inside:
    """Ways in a row."""
    return el("ul", [el("li", _way(each)) for each in ways], class_="ways")


def _way(way: Way) -> Inside:
    if way.here:
        return el("a", way.words, href=way.to, aria_current="page")
    return el("a", way.words, href=way.to)


def search_field(words: str = "") -> Inside:
    """Where the team looks for tickets, customers and entries; without a script, as a form."""
    return el(
        "form",
        el("label", "Tickets, customers, entries", for_="words"),
        el("input", type="search", id="words", name="words", value=words, maxlength=300),
        el("button", "Search", type="submit"),
        action="search",
        method="get",
        role="search",
    )
