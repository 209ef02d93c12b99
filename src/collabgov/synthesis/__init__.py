"""The five studies side by side: one stress test, and what it decides."""
