"""Organisations, members, accounts and keys."""

from api.desk.people import accounts, keys, members, organisations  # noqa: F401 - they register themselves
