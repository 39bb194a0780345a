"""All SQL. Nothing else knows a table or a column."""
