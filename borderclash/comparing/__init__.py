"""Dataset to results: accounts, verdicts, rows, timeline, coverage, differences. Pure, without any wording."""
