"""Filters and tags for templates: each acts on what it is given and never queries."""
