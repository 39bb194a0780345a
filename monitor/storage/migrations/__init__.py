"""Alembic's folder; a package, so that the wheel takes it along."""
