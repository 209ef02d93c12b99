"""Figures that run in the page: Python that draws them at build, and the JavaScript that moves them."""
