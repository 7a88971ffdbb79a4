"""A dump of each release's seeded base, which every later state of the code brings up to date."""
