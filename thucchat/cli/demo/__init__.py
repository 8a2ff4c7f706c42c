"""Demonstration data: directive documents and a simulated half year of work."""
