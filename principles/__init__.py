"""The knowledge base: principles, the quotes they rest on, and the sources that show them."""
