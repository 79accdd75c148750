"""What one types: the commands of run_bot.py, and what each of them does."""
