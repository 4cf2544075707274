"""Organisations, how new ones ask to join, and personal links."""
