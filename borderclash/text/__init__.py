"""Text as people write it: what counts as the same, near misses, letters that look alike, what makes it inert."""
