"""Who runs a verb."""
