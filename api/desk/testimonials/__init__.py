"""What people told us, at the desk: their words, what they agreed to, and taking them back. For curators alone."""

from api.desk.testimonials import testimonials, wordings  # noqa: F401 - they register themselves
