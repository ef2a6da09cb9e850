"""Accounts through time: what was said when, and what it made of each disagreement."""
