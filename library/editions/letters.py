"""What we write to the organisations that show somebody's words, or whose text upset somebody. Never the words, and never a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.accounts.letters import Text, day_of
from library.accounts.mail import notify
from library.accounts.models import Organisation
from library.accounts.roles import Role
from library.catalogue.addresses import translation_url
from library.catalogue.models import Feedback
from library.coproduction.models import Consent, Testimonial
from library.editions.clearing import editions_naming
from library.editions.models import Edition

READERS = (Role.CURATOR, Role.PUBLISHER, Role.EDITOR, Role.APPROVER, Role.ADMIN)
LISTED = 50
LESS = {
    "narrowed": "somebody who lets you share their words has agreed to less than before: in fewer places, or with another name.",
    "words_changed": "somebody who lets you share their words wants to say it in other words, and has yet to approve them.",
    "consent_ended": "the time is over for which somebody let you share their words, in some places or in all.",
}
"""What is said of each reason for which a quote is shown in fewer places."""


def write_to_showers(testimonial: UUID, *, at: datetime) -> int:
    """Tell every organisation whose texts named a quote that it was withdrawn; to how many people."""
    by_owner = _by_owner(testimonial)
    owner = Testimonial.objects.get(pk=testimonial).owner_id
    concerned = Organisation.objects.filter(pk__in={owner, *by_owner}).order_by("pk")
    return sum(
        notify(
            organisation=organisation,
            subject="A quote has been withdrawn",
            text=_withdrawn_text(addresses_of(by_owner.get(organisation.pk, ()))),
            roles=READERS,
            at=at,
        )
        for organisation in concerned
    )


def write_of_less(testimonial: UUID, organisations: Collection[UUID], reason: str, *, at: datetime) -> int:
    """Tell organisations that they may not show a quote any more, or not everywhere, or not with the name; to how many people."""
    by_owner = _by_owner(testimonial)
    return sum(
        notify(
            organisation=organisation,
            subject="A quote may be shown in fewer places",
            text=_less_text(testimonial, LESS[reason], addresses_of(by_owner.get(organisation.pk, ()))),
            roles=READERS,
            at=at,
        )
        for organisation in Organisation.objects.filter(pk__in=organisations).order_by("pk")
    )


def write_of_end(consent: Consent, *, at: datetime) -> int:
    """Remind the curators of its owner that a consent is about to end; how many."""
    owner = consent.testimonial.owner
    return notify(
        organisation=owner,
        subject=f"A consent ends on {day_of(consent.expires_at)}",
        text=(
            f"Hello,\n\nthe consent for the testimonial {consent.testimonial_id} ends on {day_of(consent.expires_at)}. From then on the "
            "quote is hidden by itself, in every text that has it.\n\n"
            "Please ask the person in good time whether they still agree, and record what they say. If you can't reach them, let it "
            "end: nobody's consent is assumed."
        ),
        roles=(Role.CURATOR,),
        at=at,
    )


def upset_reader_text(feedback: Feedback) -> Text:
    """For whoever deals with feedback: without what the reader wrote, which they read at the desk."""
    item = feedback.item
    desk = f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}catalogue/feedback/{feedback.pk}/change/"
    return Text(
        f"A reader was upset by {item.slug}",
        f"Hello,\n\na reader tells us that something in a text of yours is upsetting:\n\n"
        f"{translation_url(settings.PUBLIC_URL, item.kind, item.slug, feedback.language)}\n\n"
        f"Please read what they say today, and see whether it could harm the next reader:\n\n{desk}\n\n"
        "We do not know who wrote it, and nobody can write back. They were shown where to get help.",
    )


def addresses_of(editions: Iterable[Edition]) -> list[str]:
    """The public addresses of what these are editions of, each once."""
    return sorted(
        {
            translation_url(settings.PUBLIC_URL, edition.item.kind, edition.item.slug, edition.language)
            for edition in editions
        }
    )


def _by_owner(testimonial: UUID) -> dict[UUID, list[Edition]]:
    """The editions that name a quote, by the organisation whose they are."""
    found: dict[UUID, list[Edition]] = {}
    for edition in editions_naming(testimonial):
        found.setdefault(edition.item.owner_id, []).append(edition)
    return found


def _places(addresses: list[str]) -> str:
    more = f"\nand {len(addresses) - LISTED} more" if len(addresses) > LISTED else ""
    places = "\n".join(addresses[:LISTED]) + more
    return f"It stood in these texts of yours:\n\n{places}\n\n" if addresses else ""


def _less_text(testimonial: UUID, why: str, addresses: list[str]) -> str:
    return (
        f"Hello,\n\n{why} It is the testimonial {testimonial}. This holds at once.\n\n{_places(addresses)}"
        "The library shows the quote only as far as its owner agrees now. What we can't reach: copies that you have printed, saved or "
        "put on pages of your own. Please take the quote out of those. What you may still show, where and with which name, your own "
        "package of the text says.\n\nThank you for keeping this promise with us."
    )


def _withdrawn_text(addresses: list[str]) -> str:
    return (
        "Hello,\n\nsomebody who let us share their words has withdrawn consent. They need no reason, and it holds at once.\n\n"
        f"{_places(addresses)}"
        "The library shows the quote nowhere any more, and its pages and PDFs are made anew. What we can't reach: copies that "
        "you have printed, saved or put on pages of your own. Please take the quote out of those, and do not hand on printed "
        "copies that you can still replace.\n\nThank you for keeping this promise with us."
    )
