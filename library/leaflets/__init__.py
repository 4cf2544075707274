"""Adaptations: a template made a place's own, and kept in step with it."""
