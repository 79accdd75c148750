"""Desks on the doubles of both platforms, with a proxy between that breaks what goes through it."""
