"""Subscriptions over HTTP: where an organisation wants to hear of changes, and what came of every message."""
