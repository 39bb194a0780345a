"""The crawler: a spider a kind of source. It does not judge."""
