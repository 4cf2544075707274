"""People who gave us their words, built by calling actions on a `World`.

voices = Voices(world)
quote = voices.agreed("It helped me to talk.")           # approved, with a consent for the SUN Network everywhere
item = voices.published(quote)                             # a resource that shows it
voices.withdraw(quote)
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from library.accounts.actors import SYSTEM
from library.catalogue.models import Item
from library.coproduction.actions import Agreement, Identity, add_testimonial, add_wording
from library.coproduction.consent_rules import Channel
from library.coproduction.models import Consent, ConsentWording, Testimonial
from library.coproduction.words import hash_of
from library.editions import actions as editions
from tests.worlds import World

EVERYWHERE = tuple(str(channel) for channel in Channel)
WORDING = "You let us show your words. You can take them back at any time, and need not say why."
TELLER = Identity(name="Teller Canary Example", email="teller-canary@example.org", phone="+441223000000")


class Voices:
    """Cora, who listens and writes down; and what people said."""

    def __init__(self, world: World) -> None:
        self.world = world

    def wording(self) -> ConsentWording:
        found = ConsentWording.objects.first()
        return found or add_wording(text=WORDING, language="en-GB", by=self.world.by("cora"), at=self.world.now())

    def said(self, words: str = "It helped me to talk.", **facts: Any) -> Testimonial:
        """Words that nobody has approved yet."""
        facts = {"language": "en-GB", "identity": TELLER, **facts}
        return add_testimonial(words=words, by=self.world.by("cora"), at=self.world.now(), **facts)

    def approved(self, words: str = "It helped me to talk.", **facts: Any) -> Testimonial:
        quote = self.said(words, **facts)
        return editions.approve_words(
            testimonial=quote,
            words_sha256=hash_of(quote.words),
            expected_version=quote.version,
            by=self.world.by("cora"),
            at=self.world.now(),
        )

    def agreed(
        self, words: str = "It helped me to talk.", *, said: dict[str, Any] | None = None, **scope: Any
    ) -> Testimonial:
        """Approved, and its owner agreed; `scope` are fields of `Agreement`."""
        quote = self.approved(words, **(said or {}))
        self.agree(quote, **scope)
        return Testimonial.objects.get(pk=quote.pk)

    def agreement(self, **scope: Any) -> Agreement:
        scope = {
            "controllers": ("sun",),
            "purposes": ("So that others see that they are not alone.",),
            "channels": EVERYWHERE,
            "attribution": "first_name",
            "shown_name": "Robin",
            "wording": self.wording().pk,
            "special_category": True,
            "given_at": self.world.now(),
            "how": "written",
            "support_during": True,
            "support_after": True,
            "saw_final_words": True,
            "told_may_withdraw": True,
            **scope,
        }
        return Agreement(**scope)

    def agree(self, quote: Testimonial, **scope: Any) -> Consent:
        """One more agreement of the same person."""
        quote = Testimonial.objects.get(pk=quote.pk)
        return editions.record_consent(
            testimonial=quote,
            agreement=self.agreement(**scope),
            expected_version=quote.version,
            by=self.world.by("cora"),
            at=self.world.now(),
        )

    def published(self, *quotes: Testimonial, **how: Any) -> Item:
        """An item whose text names these quotes."""
        return self.world.published(sections=[section(*quotes)], **how)

    def withdraw(self, quote: Testimonial, *, at: datetime | None = None) -> None:
        editions.withdraw_consent(testimonial=quote, by=SYSTEM, at=at or self.world.now())


def section(*quotes: Testimonial | UUID) -> dict[str, Any]:
    """A section of a text that names these quotes, between two sentences."""
    ids = [quote.pk if isinstance(quote, Testimonial) else quote for quote in quotes]
    named = "\n\n".join(f"{{{{quote:{id}}}}}" for id in ids)
    return {"id": "voices", "heading": "Voices", "body": f"People told us.\n\n{named}\n\nWe listened."}


YEARS = timedelta(days=365)
