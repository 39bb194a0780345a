"""Scripts and languages: normal form, segments, dates, decoding."""
