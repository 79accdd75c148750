"""G20 through the doors that people really use: Slack, Discord, the terminal."""
