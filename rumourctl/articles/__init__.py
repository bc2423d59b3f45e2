"""Articles: their values, and reading them from files."""
