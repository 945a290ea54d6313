"""What the analyst states: question, parties, leaders, issues, formulas, hypotheses, evidence. Plain typed data."""
