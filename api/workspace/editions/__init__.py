"""Workspace: what is published, for those who build on it."""
