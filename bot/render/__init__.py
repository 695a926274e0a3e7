"""Data as pictures."""
