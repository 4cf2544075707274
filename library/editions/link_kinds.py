"""The kind of personal link by which people look after their own words: see where they are, and take them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from library.accounts import links
from library.accounts.actors import SYSTEM
from library.accounts.letters import day_of
from library.accounts.link_forms import Fact, Offer, Outcome, Value
from library.catalogue.freshness import change_shared_facts
from library.coproduction.consent_rules import ends_at
from library.coproduction.models import Testimonial
from library.coproduction.testimonials import said
from library.editions.actions.consent_links import LINK
from library.editions.actions.consents import withdraw_consent
from library.editions.shown_places import in_words, shown_places
from library.errors import NotFound


class ConsentLink:
    """Taking one's words back: one step, no account, no reason (domain.md, CN-3)."""

    name = LINK

    def offer(self, subject: UUID, *, at: datetime) -> Offer:
        found = _there(subject)
        places = shown_places(found, now=at)
        until = ends_at(said([found.pk])[found.pk].scopes, at)
        return Offer(
            title="Your words",
            text=(
                f"You let {found.owner.name} share something that you said. Thank you. Here you see what it is and where it is shown.",
                "It is yours. You can take it back at any time, and you need not say why. Nothing else changes for you: not your care, "
                "and not how we think of you.",
                "If you take it back, it is gone from this library at once, for good. If you would like to talk first, you can: "
                "this page stays here for you.",
            ),
            button="Take my words back",
            facts=(
                Fact("words", "What you said", found.words),
                Fact("places", "Where it is shown now", in_words(places) or "Nowhere at present."),
                Fact(
                    "until",
                    "How long you agreed to",
                    f"Until {day_of(until)}." if until else "Nothing is agreed at present.",
                ),
            ),
        )

    def show(self, subject: UUID, *, at: datetime) -> bytes:  # noqa: ARG002 - there is nothing to read first
        raise NotFound()

    def lock(self, subject: UUID) -> None:
        change_shared_facts()  # as the withdrawal does, before it locks the row
        Testimonial.objects.select_for_update(no_key=True).filter(pk=subject).first()

    def act(self, subject: UUID, answers: Mapping[str, Value], *, at: datetime) -> Outcome:  # noqa: ARG002 - it asks nothing
        found = _there(subject)
        withdrawn = withdraw_consent(testimonial=found, by=SYSTEM, at=at)
        count = withdrawn.entries
        texts = "one text" if count == 1 else f"{count} texts"
        return Outcome(
            title="It is done",
            text=(
                "Your words are gone from this library. Nobody can read them here any more.",
                f"They were taken out of {texts}, and out of everything that we had made from them. We are telling everybody who showed "
                "them to take them down as well."
                if count
                else "They were not shown anywhere just now, and will not be.",
                "What we can't call back are leaflets that are printed already, and copies that somebody has kept. We ask those who have "
                "some to use new ones. Pages that a browser has open or remembers may show them for up to a minute more.",
                "You need not do anything else. Thank you for what you gave.",
            ),
        )


def _there(subject: UUID) -> Testimonial:
    found = Testimonial.objects.select_related("owner").filter(pk=subject, withdrawn_at=None).first()
    if found is None:
        raise NotFound()
    return found


links.register(ConsentLink())
