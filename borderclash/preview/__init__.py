"""The page of the data at hand at a local address, renewed when a file is saved."""
