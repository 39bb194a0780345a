"""A fetched page becomes an article, or the reason there is none."""
