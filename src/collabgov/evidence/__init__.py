"""What makes a claim testable: models, records, ensembles, verdicts."""
