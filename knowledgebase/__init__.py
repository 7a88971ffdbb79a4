"""The site around the principles: settings, addresses, and how it starts and serves."""
