"""What `doctor` can find out about webhooks: whether there is anybody, without telling them anything."""

import aiohttp

from bot.platforms.check import Check
from bot.platforms.webhook.adapter import why
from bot.platforms.webhook.reaching import session
from bot.settings.settings import Settings
from bot.settings.webhooks import Webhook


async def checks(settings: Settings) -> list[Check]:
    """Each address is asked what it takes (OPTIONS); any answer shows that somebody is there."""
    found = [await _answers(settings, each) for each in settings.webhooks]
    if settings.webhook_token:
        to = (
            settings.webhooks[0].name
            if settings.webhooks
            else "nobody: the team writes to them itself"
        )
        door = f"Programs open tickets at port {settings.metrics_port}; what is said to them goes to {to}"
        found.append(Check(ok=True, what=door))
    if not settings.webhooks:
        return found
    number = len(settings.webhook_secrets)
    signed = "one secret" if number == 1 else f"{number} secrets, while you exchange them"
    words = "with who wrote and what" if settings.webhook_words == "on" else "without any words"
    return [*found, Check(ok=True, what=f"Signed with {signed}; told {words}")]


async def _answers(settings: Settings, hook: Webhook) -> Check:
    private = settings.webhook_private == "on"
    try:
        async with (
            session(private=private) as calls,
            calls.options(hook.url, allow_redirects=False) as answer,
        ):
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Check(
            ok=None,
            what=f"{hook.name} ({hook.host}) can't be reached: {why(error)}",
            effect="What it is to be told waits, is tried again for some hours, and is given up then.",
            fix="Look at the address in DESK_WEBHOOKS, and whether the program there runs.",
        )
    if 300 <= status < 400 or status == 410:
        return Check(
            ok=None,
            what=f"{hook.name} ({hook.host}) answers with status {status}",
            effect="It is gone, or lies elsewhere: I follow nowhere, so it is told nothing.",
            fix="Put the address where it is now into DESK_WEBHOOKS.",
        )
    return Check(ok=True, what=f"{hook.name} ({hook.host}) answers")
