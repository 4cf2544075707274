"""Joining, personal links and organisations, as anybody sees them."""
