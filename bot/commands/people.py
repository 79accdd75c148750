"""The commands about people, put together: their accounts, what is kept of them, whom the team hears, who helps."""

from bot.commands.blocking import BLOCK_COMMANDS
from bot.commands.experts import EXPERT_COMMANDS
from bot.commands.feedback import FEEDBACK_COMMANDS
from bot.commands.linking import LINKING_COMMANDS
from bot.commands.privacy import PRIVACY_COMMANDS
from bot.commands.quarantine import QUARANTINE_COMMANDS
from bot.commands.row import Command

PEOPLE_COMMANDS: tuple[Command, ...] = (
    *LINKING_COMMANDS,
    *PRIVACY_COMMANDS,
    *BLOCK_COMMANDS,
    *QUARANTINE_COMMANDS,
    *FEEDBACK_COMMANDS,
    *EXPERT_COMMANDS,
)
