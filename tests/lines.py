"""The lines of help that every text about health prints (domain.md CR-6): the contact points that `tests.texts.LINES` names."""

from __future__ import annotations

from datetime import datetime

from library.accounts.actors import Actor
from library.directory import actions as directory
from library.directory.hours import always

LINES_THAT_HELP = (
    ("samaritans", "short_voice", "116123", "listening"),
    ("emergency-999", "short_voice", "999", "emergency"),
    ("urgent-help", "short_voice", "111", "urgent"),
    ("condition-line", "url", "https://www.beateatingdisorders.org.uk/", "condition"),
)


def add_lines(*, by: Actor, at: datetime) -> None:
    """One for each purpose, open at every hour."""
    for slug, kind, value, purpose in LINES_THAT_HELP:
        directory.add_contact_point(
            slug=slug,
            name=slug.title(),
            kind=kind,
            value=value,
            purpose=purpose,
            schedule=always().model_dump(mode="json"),
            non_voice=["relay"],
            by=by,
            at=at,
        )
