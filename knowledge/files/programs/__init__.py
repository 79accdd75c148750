"""What other programs export, a file each: help desks, bots, chats. All of it comes in as drafts."""
