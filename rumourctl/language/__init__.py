"""Reading English football prose: tokens, names, dates, sums, units and clauses, with offsets throughout."""
