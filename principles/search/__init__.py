"""Search over the index table: what was typed, what matches it, in which order, and counted how."""
