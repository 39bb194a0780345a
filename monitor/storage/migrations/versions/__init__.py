"""The migrations, one after the other: added to at the end, never changed."""
