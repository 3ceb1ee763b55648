"""Kept follows every promise of a coalition, from the sentence in which it was made to the last hand-over."""

__version__ = "0.1.0"
