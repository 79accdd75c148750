"""What staff should look at again: how an entry is built, and what is wrong with it."""
