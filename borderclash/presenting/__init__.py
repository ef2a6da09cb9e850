"""A result to what is shown of it: blocks for readers, records for programs. All wording stands here."""
