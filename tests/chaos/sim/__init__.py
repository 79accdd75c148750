"""A whole desk in one thread, on a clock that is moved: nothing in it is left to chance but the seed."""
