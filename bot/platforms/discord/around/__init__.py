"""What is shown around a conversation. All of it may fail, and nothing is lost."""
