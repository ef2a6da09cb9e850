"""Spreadsheets of claims: their columns, how they are read into a claim file, and how they are written."""
