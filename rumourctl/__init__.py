"""A command-line ledger of football rumours: who claimed what, when, and on whose word."""

__version__ = "0.1.0"
