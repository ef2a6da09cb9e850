"""Blocks, records, plots and problems to one format each."""
