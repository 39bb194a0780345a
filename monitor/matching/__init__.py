"""A watch's query, the concepts it names, and where an article answers it."""
