"""Textbook methods that judge nothing: agreement, saturation, survival, indices, coalitions, likelihood."""
