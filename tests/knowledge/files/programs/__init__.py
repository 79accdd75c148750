"""Exports of other programs: samples in their real shape, read whole or refused."""
