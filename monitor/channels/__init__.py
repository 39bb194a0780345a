"""All sending, one file a channel."""
