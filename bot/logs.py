"""What no log may show is taken out of each record, whoever wrote it.

Our own lines name ids and never texts; this is the net below those of the libraries.
"""

import logging
import re

HIDDEN = "[secret]"
# Tokens by their form, should one turn up that no setting knows: Slack's, and Discord's.
_FORMS = (
    r"xox[a-z]-[\w-]{8,}",
    r"xapp-[\w-]{8,}",
    r"[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}",
)
_PLAIN = logging.Formatter()


class Discreet(logging.Filter):
    """Put on a handler, it keeps tokens out of what that handler writes."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        known = sorted(map(re.escape, filter(None, secrets)), key=len, reverse=True)
        self._pattern = re.compile("|".join((*known, *_FORMS)))

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        record.msg, record.args = self.clean(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """Return the text without tokens."""
        return self._pattern.sub(HIDDEN, text)
