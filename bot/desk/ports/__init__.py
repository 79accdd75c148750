"""What the desk needs from outside, as protocols. The store and the platforms keep them."""
