"""What an explorable figure draws: one kind of drawing a module."""
