"""Workspace: how items were made and with whom."""
