"""Claims over time: pure functions from claims to changes."""
