"""Rows to tables, JSON, CSV and Markdown. Nothing else prints."""
