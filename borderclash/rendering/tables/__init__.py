"""Parquet: the tables of a comparison in a folder. Needs the extra `borderclash[tables]`."""
