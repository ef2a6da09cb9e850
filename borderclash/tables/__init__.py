"""Claims from column tables (Parquet, Arrow), event by event. Needs the extra `borderclash[tables]`."""
