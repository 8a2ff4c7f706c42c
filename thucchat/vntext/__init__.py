"""Vietnamese text mining: pure functions from text to values with spans, no Django, no network."""
