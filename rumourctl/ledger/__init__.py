"""The ledger: one SQLite file. All SQL is here, and nothing here prints."""
