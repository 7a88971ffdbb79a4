"""The tables, and in `initial/` the functions that their columns and indexes are made of.

What can be replaced is no part of a migration, and no migration calls it (principles/replaceable).
"""
