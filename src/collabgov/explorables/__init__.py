"""Figures that run in the page: Python draws them, at build and there; JavaScript moves them."""
