"""Text that means harm, from dice: every plane of Unicode, tokens, markup, length, repetition.

Nothing here is wise about the code that reads it; it only tries everything.
"""

from collections.abc import Callable
from random import Random

LONGEST = 40_000
TOKENS = (
    *(
        "<!channel>",
        "<!here>",
        "<!everyone>",
        "<@U0000SAM>",
        "<@W1|sam>",
        "<!subteam^S1>",
        "<#C1|x>",
    ),
    *(
        "@everyone",
        "@here",
        "<@1>",
        "<@!1>",
        "<@&2>",
        "<#3>",
        "</claim:4>",
        "<id:customize>",
        "<:a:5>",
    ),
    *(
        "<https://a.b|bank.com>",
        "[bank.com](https://a.b)",
        "javascript:alert(1)",
        "<t:1:R>",
        "&lt;!here&gt;",
    ),
    *(
        "```",
        "`",
        "``",
        "***",
        "___",
        "~~",
        "||",
        "> ",
        ">>> ",
        "# ",
        "-# ",
        "- ",
        "1. ",
        "\\",
        "\\\\",
        "|",
    ),
    *(
        "\x1b[2J",
        "\x1b]8;;http://x\x07",
        "\x00",
        "\x07",
        "\r",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
    ),
    *(
        "<script>alert(1)</script>",
        "'; DROP TABLE ticket;--",
        '" OR ""="',
        "{{7*7}}",
        "${x}",
        "{n}",
        "%s%n",
    ),
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\ud83d",
        "\udc00",
        "🏴‍☠️",
        "👩‍👩‍👧‍👦",
        "ﷺ",
        "̷",
        "i̇",
        "ß",
        "ſ",
        "Ⅷ",
    ),
    *(
        "AKIAIOSFODNN7",
        "4111 1111 1111 1111",
        "password: hunter2",
        "a@b.co",
        "xoxb-1",
        "IBAN DE00",
        "eyJh.",
    ),
    *(
        "where is my invoice?",
        "claim 1",
        "help",
        "person",
        "1",
        "/desk queue",
        "reply 1 x",
        "how do I ",
    ),
)
_PIECES = (
    "a",
    "1",
    "(",
    "<",
    "*",
    "_",
    "`",
    "\n",
    " ",
    "\\",
    "a ",
    "1 ",
    "a.",
    "a@",
    "x=",
    "- ",
    "é",
    "字",
    "\u0301",
)


def unicode(dice: Random) -> str:
    """Code points of all planes, lone halves among them."""
    most = dice.choice((3, 60, 600))
    return "".join(
        chr(dice.randrange(0x10000) + 0x10000 * dice.choice((0, 0, 0, 1, 1, 2, 3, 14, 15, 16)))
        for _ in range(dice.randint(1, most))
    )


def tokens(dice: Random) -> str:
    """Mentions, markup, escapes, secrets and commands in a row."""
    return "".join(
        dice.choice(TOKENS) + dice.choice(("", "", " ", "\n")) for _ in range(dice.randint(1, 40))
    )


def torn(dice: Random) -> str:
    """Tokens with pieces missing or put between."""
    text = list(tokens(dice))
    for _ in range(dice.randint(1, 20)):
        at = dice.randrange(len(text) + 1)
        text[at : at + dice.randrange(3)] = dice.choice(_PIECES)
    return "".join(text)


def repeated(dice: Random) -> str:
    """Some piece again and again, as long as a platform allows."""
    piece = dice.choice((*_PIECES, *TOKENS, unicode(dice)[:9], dice.choice(_PIECES) * 7 + "b"))
    length = dice.choice((500, 4_000, LONGEST))
    return (piece * (length // len(piece) + 1))[:length]


def doubled(dice: Random) -> str:
    """A text made of itself, like a zip bomb's."""
    text = dice.choice(TOKENS)
    while len(text) < LONGEST:
        text = dice.choice((text + text, text + dice.choice(_PIECES) + text))
    return text[:LONGEST]


def marked(dice: Random) -> str:
    """Words buried under combining marks."""
    marks = "".join(chr(dice.randrange(0x300, 0x36F)) for _ in range(dice.choice((3, 50, 2000))))
    return "".join(letter + marks for letter in dice.choice(("help", "invoice", "@here")))[:LONGEST]


_KINDS: tuple[tuple[Callable[[Random], str], int], ...] = (
    (unicode, 25),
    (tokens, 30),
    (torn, 30),
    (repeated, 8),
    (doubled, 2),
    (marked, 5),
)


def text(dice: Random) -> str:
    """One text."""
    kinds, weights = zip(*_KINDS, strict=True)
    made: str = dice.choices(kinds, weights)[0](dice)
    return made
