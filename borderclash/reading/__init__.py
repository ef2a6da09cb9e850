"""Text to dataset: files, YAML, the schema, positions, saved texts."""
