"""A searchable knowledge base of leadership principles."""

VERSION = "0.1.0"  # that of pyproject.toml
