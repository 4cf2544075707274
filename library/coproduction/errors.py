"""What is refused about testimonials and consent."""

from __future__ import annotations

from library.errors import Conflict, Incomplete


class TestimonialWithdrawn(Conflict):
    """Its owner has taken it back."""

    slug = "testimonial-withdrawn"
    title = "This testimonial has been withdrawn"
    explanation = (
        "Its owner has withdrawn consent, and the words are gone. Nothing is done with it any more; a new conversation "
        "is a new testimonial."
    )


class ConsentNotInformed(Incomplete):
    """The agreement lacks what makes it one."""

    slug = "consent-not-informed"
    title = "This is not yet a consent that can be relied on"
    explanation = (
        "Words about an illness are data about health, so consent must be explicit (`special_category`); the person must "
        "have seen the final words, and know that they may withdraw at any time without a reason; where a guardian is "
        "needed, the guardian must have agreed. "
        "`errors` names what is missing."
    )


class WordsNotApproved(Incomplete):
    """The person has approved other words than these."""

    slug = "words-not-approved"
    title = "These are not the words that the person approved"
    explanation = (
        "A quote is verbatim, and its owner sees its final form. `words_sha256` must be the SHA-256 of the words as they stand here "
        "(UTF-8): it says that exactly these were shown to the person."
    )


class NoAddress(Conflict):
    """There is no address to write to."""

    slug = "no-address-on-record"
    title = "There is no e-mail address of this person on record"
    explanation = "The link can't be sent by mail. Ask for it with `how: paper`, and hand it over."
