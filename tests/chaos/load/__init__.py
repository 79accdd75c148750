"""Load on the running program: for G12, G13 and G14.

Each platform's double is a process of its own, people and all; the program is another.
"""
