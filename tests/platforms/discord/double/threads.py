"""How a thread comes to be: alone, from a message, or as a forum post.

The same steps whether a person or the bot does it; who may is asked before, elsewhere.
"""

from __future__ import annotations

from .core import Core
from .wire import HAS_THREAD, PUBLIC_THREAD, Json
from .world import Channel, Message, ThreadState


def new(
    core: Core, parent: Channel, name: str, kind: int, owner_id: str, *, identity: str = ""
) -> Channel:
    """A thread that nobody has been told of yet."""
    now = core.clock()
    state = ThreadState(owner_id, now, now, members={owner_id: now})
    identity = identity or core.world.mint()
    made = Channel(identity, kind, name, parent.guild_id, parent.id, thread=state)
    return core.world.add_channel(made)


def announce(core: Core, thread: Channel) -> None:
    """Tell of a thread without a first message; a public one leaves a line in its parent."""
    core.announce_channel("THREAD_CREATE", thread, newly_created=True)
    assert thread.thread is not None
    if thread.type == PUBLIC_THREAD:
        parent = core.world.channels[thread.parent_id or ""]
        origin: Json = {"type": 0, "channel_id": thread.id}
        owner = thread.thread.owner_id
        core.system(parent, 18, owner, content=thread.name, reference=origin)


def from_message(core: Core, message: Message, name: str, owner_id: str) -> Channel:
    """A public thread with the id of the message it starts from, as Discord makes it."""
    parent = core.world.channels[message.channel_id]
    thread = new(core, parent, name, PUBLIC_THREAD, owner_id, identity=message.id)
    message.thread_id = thread.id
    message.flags |= HAS_THREAD
    core.announce_channel("THREAD_CREATE", thread, newly_created=True)
    core.announce("MESSAGE_UPDATE", message)
    origin: Json = {"type": 0, "channel_id": parent.id, "message_id": message.id}
    origin |= {"guild_id": parent.guild_id} if parent.guild_id else {}
    core.system(thread, 21, message.author_id, reference=origin)
    return thread


def publish_post(core: Core, thread: Channel, first: Message) -> Message:
    """Tell of a forum post and its first message, which shares the thread's id."""
    parent = core.world.channels[thread.parent_id or ""]
    first.id = parent.last_message_id = thread.id
    if not core.history_only and first.heard:
        core.announce_channel("THREAD_CREATE", thread, newly_created=True)
    return core.post(first)
