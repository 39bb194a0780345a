"""Frozen values that pass between rooms, and the addresses and protocols they need.

Comes in: nothing. Goes out: values, identities, errors.
May not: import anything but the standard library, touch the world, know a rule of another room.
"""
