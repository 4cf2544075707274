"""Renditions: a document, or a text of it, as bytes for readers. Pure functions of what they are given."""
