"""Front Desk: answers, hands over, follows up."""

__version__ = "0.1.0"
