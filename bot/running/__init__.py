"""A desk that runs: put together, kept running, stopped."""
