"""What the desk decides. Pure: no I/O, no SQL, no SDK, no clock, no asyncio."""
