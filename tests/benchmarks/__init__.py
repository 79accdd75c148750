"""Measurements, run by hand: ratios in one run, the machine and its flush time beside them."""
