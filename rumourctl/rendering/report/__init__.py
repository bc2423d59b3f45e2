"""The report: one HTML file that holds sagas, records, changes and articles, and needs nothing else."""
