"""Grammar of French sentences over the arrays of a partition: words, noun phrases and their heads, subjects."""
