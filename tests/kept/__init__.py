"""Answers that are kept, and that they are never those of another state."""
