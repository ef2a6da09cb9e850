"""Claims in words: what a cell, a label, a number or a party is called, and the sentences of a row."""
