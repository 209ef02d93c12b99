"""Sweeps: very many points of one model, in blocks that are kept as Parquet files."""
