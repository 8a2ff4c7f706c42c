"""The large demonstration: written straight into the tables, for measuring under load."""
