"""How a testimonial stands, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.cells import badge, day
from library.coproduction.consent_rules import ends_at
from library.coproduction.models import Testimonial
from library.coproduction.testimonials import IN_TIME, said_of


def state_of(row: Testimonial, at: datetime) -> SafeString:
    """How it stands with the person's agreement, in words."""
    told = said_of(row)
    if row.withdrawn_at:
        return format_html("{} {}", badge("withdrawn", "Taken back"), day(row.withdrawn_at.date()))
    if not told.approved:
        return badge("unapproved", "Final words to be approved", "warn")
    if not told.scopes:
        return badge("none", "No consent on record", "warn")
    until = ends_at(told.scopes, at)
    if until is None:
        return badge("ended", "Consent has ended: shown nowhere", "bad")
    soon = until - at < IN_TIME
    return format_html(
        "{} until {}", badge("agreed", "Ends soon" if soon else "Agreed", "warn" if soon else "good"), day(until.date())
    )
