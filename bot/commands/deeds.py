"""Which lines of the team's change something: what only shows is nothing to take back, and what can't be
taken back stands before all that was done earlier."""

from collections.abc import Mapping

from bot.commands.row import Command

_ALWAYS = frozenset({"ask", "customer", "help", "results", "status", "transcript", "which"})
"""Commands that show something, whatever follows them."""
_WITHOUT = {
    "erase": "sure",
    "forgetme": "sure",
    "link": "code",
    "feedback": "number",
    "guess": "version",
    "snippet": "mark",
    "askers": "who",
    "livequeue": "what",
    "myhelp": "what",
    "raid": "state",
    "shift": "hours",
}
"""Commands that only show something, or ask, where that is left out."""
_TOLD = frozenset({"closed", "form", "incident", "settings", "team", "var"})
"""Commands that leave a change of their own wherever they make one."""
_WORD = 20
"""Characters of what a command names first."""
MENDS = {
    "snippetadd": "snippetdrop {what}, snippetadd {what} TEXT",
    "snippetdrop": "snippetadd {what} TEXT",
    "title": "title {what} WORDS",
    "tag": "tag {what} TAGS",
    "priority": "priority {what} PRIORITY",
    "promise": "promise {what} WHEN",
    "raid": "raid on, raid off",
    "live": "live {what} on, live {what} off",
    "language": "language TONGUE",
    "shift": "shift HOURS",
    "unlink": "link",
    "back": "away UNTIL",
}
"""What to write instead of taking a command back."""


def only_shows(command: Command, values: Mapping[str, object]) -> bool:
    """Whether a line that was carried out changed nothing; of a command that leaves no change."""
    if command.looks or command.name in _ALWAYS or command.name in _TOLD:
        return True
    lacking = _WITHOUT.get(command.name)
    return lacking is not None and values.get(lacking) is None


def named(command: Command, first: object) -> str:
    """What a command names first, where a line that mends it needs it; "-" for nothing."""
    told = "{what}" in MENDS.get(command.name, "") and isinstance(first, str)
    return str(first).casefold()[:_WORD] if told else "-"
