"""Drafts, from their first words to the door, and what reviewers said of them."""

from api.desk.publishing import drafts, imports, review_invitations, reviews  # noqa: F401 - they register themselves
