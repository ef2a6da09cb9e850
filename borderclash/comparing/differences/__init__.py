"""What changed from one dataset to another."""
