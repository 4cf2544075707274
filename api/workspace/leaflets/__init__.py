"""Adaptations over HTTP: made, written, approved, kept in step with their template; and what is offered back to its authors."""
