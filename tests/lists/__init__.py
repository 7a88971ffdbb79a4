"""What the packaged lists of words are made from, and whether they are still that."""
