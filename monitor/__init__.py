"""Farwatch: watches news outlets and tells each new story once."""
