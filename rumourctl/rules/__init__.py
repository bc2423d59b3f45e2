"""The rule engine: event frames and operators, applied to clauses. It knows no football."""
