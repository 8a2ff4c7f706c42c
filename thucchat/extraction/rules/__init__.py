"""What can be decided about proposals without a database: words, values, spans, windows."""
