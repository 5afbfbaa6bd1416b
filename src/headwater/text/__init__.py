"""Strings in, spans out: words, sentences, quotation marks, diffs, weights, alignment."""
