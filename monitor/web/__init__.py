"""The web desk: a door."""
