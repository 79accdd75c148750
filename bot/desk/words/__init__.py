"""What is said: sentences, cards, home, report. Nothing here changes anything."""
