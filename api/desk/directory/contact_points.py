"""Contact points: numbers and addresses that texts name, each with its scope, hours and a date of verification."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, day, moment, thing_link
from api.desk.directory.contact_forms import ContactForm, DecideForm, NewContactForm, RetireForm, VerifyForm
from api.desk.forms.json_schema import people_words
from api.desk.link_panels import contact_links, contact_notices
from api.desk.link_steps import OPENED
from api.desk.seats import seat_of
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.directory.actions import (
    OWN_KEEPERS,
    add_contact_point,
    confirm_change,
    discard_change,
    propose_change,
    retire_contact_point,
    verify_contact_point,
)
from library.directory.display import display
from library.directory.hours import Hours
from library.directory.hours_words import words
from library.directory.keeping import may_keep
from library.directory.models import ContactPoint
from library.directory.queries import contacts_to_verify, pending_change, visible_contact_points
from library.directory.verification import Verification
from library.editions.printed_contacts import editions_printing
from library.editions.review_status import uk_day
from library.leaflets.actions.contacts import RELEASERS, republish_for_contact


def add(about: Asked) -> Done:
    return Done(
        "Added. Texts can name it from now on; somebody has yet to verify it.",
        add_contact_point(by=about.by, at=about.at, **about.data),
    )


def change(about: Asked) -> Done:
    facts = {name: value for name, value in about.data.items() if name != "version"}
    proposed = propose_change(
        contact=about.thing, changes=facts, expected_version=about.data["version"], by=about.by, at=about.at
    )
    return Done("Proposed. Nothing is different until a colleague has confirmed it.", proposed.contact_point)


def confirm(about: Asked) -> Done:
    return Done("Changed. The editions below print it: publish those again that print an older one.", _decided(about))


def discard(about: Asked) -> Done:
    data = about.data
    contact = discard_change(
        contact=about.thing, change=data["change"], expected_version=data["version"], by=about.by, at=about.at
    )
    return Done("Discarded. Nothing is different.", contact)


def _decided(about: Asked) -> ContactPoint:
    data = about.data
    return confirm_change(
        contact=about.thing, change=data["change"], expected_version=data["version"], by=about.by, at=about.at
    )


def verify(about: Asked) -> Done:
    return Done("Verified.", verify_contact_point(contact=about.thing, by=about.by, at=about.at, **about.data))


def retire(about: Asked) -> Done:
    data = about.data
    contact = retire_contact_point(
        contact=about.thing,
        valid_to=data["valid_to"],
        superseded_by=data["superseded_by"],
        expected_version=data["version"],
        by=about.by,
        at=about.at,
    )
    return Done("Retired. Texts that name it need another before they can be published again.", contact)


def republish(about: Asked) -> Done:
    """Say what came of each, with the reasons of those that a person has to look at."""
    done = republish_for_contact(contact_point=about.thing, by=about.by, at=about.at)
    said = [f"Published again: {len(done.editions)}."]
    said += [f"{one.edition.item.slug} was not: {' '.join(one.reasons)}" for one in done.refused]
    return Done(" ".join(said), about.thing)


def _is_printed_as_it_was(contact: ContactPoint) -> bool:
    return any(not printed.as_now for printed in editions_printing(contact))


def _in_use(contact: ContactPoint) -> bool:
    return contact.valid_to is None


def _waiting(contact: ContactPoint) -> bool:
    return contact.changes.filter(state="pending").exists()


def _settled(contact: ContactPoint) -> bool:
    return _in_use(contact) and not _waiting(contact)


class VerificationFilter(admin.SimpleListFilter):
    title = "verification"
    parameter_name = "verify"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("due", "To verify")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ContactPoint]) -> QuerySet[ContactPoint]:
        if self.value() != "due":
            return queryset
        return queryset.filter(pk__in=contacts_to_verify(uk_day(timezone.now())).values("pk"))


@admin.register(ContactPoint, site=desk)
class ContactPoints(Thing):
    list_display = ("name", "shown_value", "kind", "purpose", "hours", "shown_verified")
    list_filter = (VerificationFilter, "kind", "purpose")
    search_fields = ("name", "slug", "value")
    ordering = ("name",)
    for_all = True
    adding = Adding(add, NewContactForm, roles=OWN_KEEPERS)
    changing = Changing(change, ContactForm, roles=OWN_KEEPERS, when=_settled)
    steps = (
        Step(
            "confirm",
            "Confirm the change",
            confirm,
            DecideForm,
            "Check it as if you had written it: a wrong number in print harms people. Whoever proposed it can't confirm it.",
            "It is right",
            OWN_KEEPERS,
            _waiting,
            main=True,
            beside=lambda about: {"panels": _proposals(about)},
        ),
        Step(
            "discard",
            "Discard the change",
            discard,
            DecideForm,
            "It stays as it is.",
            "Discard it",
            OWN_KEEPERS,
            _waiting,
        ),
        Step(
            "verify",
            "Verify",
            verify,
            VerifyForm,
            "Call it or open it, and check its hours and menu. Then say so here.",
            "It is right",
            OWN_KEEPERS,
            _in_use,
            main=True,
        ),
        Step(
            "republish",
            "Publish again what prints an older one",
            republish,
            DeskForm,
            "Every text that prints it is checked, and published again with what holds now. Nobody signs it off anew.",
            "Publish them again",
            RELEASERS,
            _is_printed_as_it_was,
            main=True,
        ),
        Step(
            "retire",
            "Retire",
            retire,
            RetireForm,
            "For a number or address that is not in use any more. Editions that print it are listed on its page.",
            "Retire it",
            OWN_KEEPERS,
            _in_use,
            danger=True,
        ),
        OPENED,
    )

    def visible(self, by: Actor) -> QuerySet[ContactPoint]:
        return visible_contact_points(by)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_keep(obj.organisation_id, seat_of(request).actor))

    def next_steps(self, about: Asked) -> list[tuple[Step, str]]:
        return super().next_steps(about) if may_keep(about.thing.organisation_id, about.by) else []

    def notices(self, about: Asked) -> Sequence[str]:
        waiting = _waiting(about.thing)
        said = ["A change of this waits for a second person. It is shown below."] if waiting else []
        return [*said, *contact_notices(about)]

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        contact = about.thing
        rows = [
            ("Kept by", contact.organisation or "The steward, for everybody's texts"),
            ("In texts", f"{{{{contact:{contact.slug}}}}}"),
            ("Shown as", display(contact.kind, contact.value)),
            ("Kind", contact.get_kind_display()),
            (
                "Verified",
                f"{day(contact.verified_at)}, by {contact.verified_by}"
                if contact.verified_at
                else badge("never", "Not yet", "warn"),
            ),
        ]
        if contact.valid_to:
            rows += [("In use until", day(contact.valid_to)), ("In its place", contact.superseded_by or "Nothing")]
        return rows

    def panels(self, about: Asked) -> Sequence[Panel]:
        """Where it is printed, for those whose editions they are. How often elsewhere, is told without saying where."""
        rows, elsewhere = [], 0
        for printed in editions_printing(about.thing):
            if printed.edition.item.owner_id != about.by.organisation_id:
                elsewhere += 1
                continue
            as_now = (
                badge("current", "As it is now", "good")
                if printed.as_now
                else badge("old", "An older one: publish again", "warn")
            )
            item = printed.edition.item
            rows.append(
                (
                    thing_link(item, f"{item.get_kind_display()}: {item.slug}"),
                    printed.edition.language,
                    f"Edition {printed.edition.number}",
                    as_now,
                )
            )
        lead = f"{elsewhere} more of other organisations." if elsewhere else ""
        return [
            *_proposals(about),
            *contact_links(about),
            Panel(
                "Printed in", ("Item", "Language", "Edition", "Number"), rows, "No edition that is out prints it.", lead
            ),
        ]

    @admin.display(description="Number or address", ordering="value")
    def shown_value(self, contact: ContactPoint) -> str:
        return display(contact.kind, contact.value)

    @admin.display(description="Verified", ordering="verified_at")
    def shown_verified(self, contact: ContactPoint) -> SafeString | str:
        if contact.valid_to:
            return badge("retired", "Retired")
        if contact.verified_at is None:
            return badge("never", "Not yet", "warn")
        state = contact.verification(uk_day(timezone.now()))
        checked = format_html('<span class="d-nowrap">{}</span>', day(contact.verified_at))
        if state is Verification.OK:
            return checked
        why = "Too long ago" if state is Verification.EXPIRED else "Again"
        return format_html("{} {}", badge("due", why, "bad" if state is Verification.EXPIRED else "warn"), checked)


def _proposals(about: Asked) -> list[Panel]:
    """What somebody of the actor's organisation wants to be different, beside how it is."""
    change = pending_change(about.thing, by=about.by)
    if change is None:
        return []
    rows = [
        (people_words(name).capitalize(), _shown(getattr(about.thing, name)), _shown(value))
        for name, value in change.changes.items()
    ]
    whose = "You proposed it." if change.proposed_by == about.by.id else "A colleague proposed it."
    lead = f"{whose} {moment(change.proposed_at)}."
    return [Panel("A change that waits for a second person", ("What", "Now", "Then"), rows, lead=lead)]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return words(Hours.model_validate(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")
