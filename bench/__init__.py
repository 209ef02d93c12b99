"""Our code beside that of others on the same work: `make bench`. Never a timed test."""
