"""What people wrote down: study records, cited tables, references."""
