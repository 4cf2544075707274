"""A resource's details in words."""

from __future__ import annotations

from library.documents.details.resource import ResourceDetails
from library.documents.fields import duration_seconds
from library.documents.markdown import escape
from library.rendering.composing import items, labelled, link
from library.rendering.words import Words


def resource_at_a_glance(details: ResourceDetails, words: Words) -> str:
    """What it is, where it is and how long it takes. Nothing if it is only this text: that needs no telling."""
    length = words.length(duration_seconds(details.duration)) if details.duration else ""
    reviews = {
        words.media_last_reviewed: details.media_last_reviewed,
        words.media_next_review_due: details.media_next_review_due,
    }
    facts = [
        labelled(words.address, link(_shown(details.url), details.url) if details.url else ""),
        labelled(words.duration, escape(length)),
        *(labelled(label, escape(words.format_date(day)) if day else "") for label, day in reviews.items()),
    ]
    return items([labelled(words.medium, escape(words.name(details.medium))), *facts]) if any(facts) else ""


def resource_files(details: ResourceDetails, words: Words) -> str:
    """The files that belong to it, with what each is for."""
    return items(f"{escape(file.label)} · {escape(words.name(file.purpose))}" for file in details.files)


def _shown(url: str) -> str:
    """An address as people read it out: without what every address begins with."""
    return url.removeprefix("https://").removesuffix("/")
