"""Claims and comparisons as column tables (Parquet): the columns, the folder of a comparison, reading by event.

Needs the extra `borderclash[tables]`.
"""
