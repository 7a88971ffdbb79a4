"""Pages for readers: each view reads the request, makes one call and renders."""
