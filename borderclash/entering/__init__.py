"""Claims into claim files: the answers of a claim, and a file that is edited as text."""
