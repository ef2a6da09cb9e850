"""Fuzzing: whatever a file holds, what comes out is a report or a comparison (see README.md)."""
