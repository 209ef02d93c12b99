"""From sources to site: pages run and kept, freshness, verification."""
