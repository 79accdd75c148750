"""The same store on a PostgreSQL server, 15 or newer: its connections, its migrations, its rules.

What a statement says stands in `bot.store`; here is only what PostgreSQL has otherwise.
"""
