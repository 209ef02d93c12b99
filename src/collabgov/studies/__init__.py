"""One module a study: its kernel and its tables."""
