"""Front Desk: answers, hands over, follows up."""
