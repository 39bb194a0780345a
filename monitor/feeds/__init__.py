"""Bytes of a feed, sitemap or section page become entries."""
