"""How the weights in learned.json are made.

Nothing here is imported at run time.
"""
