"""What a class does: its own rows, checked."""
