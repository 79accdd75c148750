"""Delivery over a real store and a platform that keeps what was posted."""
