"""How quotes compare with the stored text of their sources."""
