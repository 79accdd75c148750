"""What one types: the commands of run_bot.py, one file each."""
