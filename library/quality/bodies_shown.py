"""Pictures of bodies in texts about eating disorders: readers compare themselves with them (domain.md SM-7). Pure.

What a picture shows is asked of whoever puts it there, and never assumed: no rule can see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from library.documents.model import Document
from library.documents.pointers import pointer
from library.documents.vocabulary import BodyShown
from library.quality.findings import Finding
from library.quality.safe_messaging_rules import SOURCE

REFUSED = {
    BodyShown.LOW_WEIGHT: "Readers who are unwell compare themselves with pictures of bodies at a low weight.",
    BodyShown.BEFORE_AFTER: "Pictures of a body as it changed make its weight the measure of the illness.",
}


def bodies_shown(document: Document) -> Iterator[Finding]:
    """Pictures of which nobody has said what they show of a body, and those that are not shown."""
    for number, image in enumerate(document.images):
        place = pointer("images", number, "depicts_body")
        if image.depicts_body is None:
            yield _found("body-not-said", place, "Say what the picture shows of a body.", "`none`, if it shows none.")
        elif image.depicts_body in REFUSED:
            yield _found(
                "body-shown",
                place,
                REFUSED[image.depicts_body],
                "Take a picture of a place, of things, or of people together.",
            )


def _found(rule: str, place: str, message: str, suggestion: str) -> Finding:
    return Finding(
        rule=rule,
        severity="block",
        pointer=place,
        span=None,
        excerpt=None,
        message=message,
        suggestion=suggestion,
        source=SOURCE,
    )
