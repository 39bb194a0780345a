"""Which stories a subscription is told, in which order, and how it looks."""
