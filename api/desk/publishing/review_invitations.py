"""Reviews by people without an account: asking them, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done, Step
from api.desk.cells import badge, day, moment, thing_link
from api.desk.site import desk
from api.desk.things import Cell, Thing
from library.accounts.actors import Actor
from library.accounts.models import User
from library.publishing.actions import (
    invite_reviewer,
    send_review_invitation_again,
    take_back_review_invitation,
)
from library.publishing.actions.invitations import FEWEST_DAYS, MOST_DAYS
from library.publishing.asked import state_of
from library.publishing.models import KINDS, Draft, Review, ReviewInvitation
from library.publishing.queries import visible_review_invitations
from library.publishing.workflow import RELEASERS, WRITERS

WORDS = {"open": "Open", "expired": "Expired", "answered": "Answered", "taken_back": "Taken back"}
TONES = {"open": "busy", "expired": "warn", "answered": "good"}


class SendForm(DeskForm):
    valid_days = forms.IntegerField(
        min_value=FEWEST_DAYS, max_value=MOST_DAYS, label="Days for which the link holds", help_text="At most 60."
    )

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:  # noqa: ARG003
        return {"valid_days": 21}


class InviteForm(SendForm):
    name = forms.CharField(max_length=150, help_text="What they are called: the letter begins with it.")
    email = forms.EmailField(label="E-mail address", max_length=100)
    capacity = forms.CharField(
        max_length=200,
        label="What makes them fit to judge it",
        help_text="In a few words, such as: carer of a young person; consultant psychiatrist. Kept as a record, never published.",
    )
    kind = forms.ChoiceField(choices=KINDS, label="What they are to judge")
    scope = forms.ChoiceField(choices=Review.Scope.choices, widget=forms.RadioSelect, label="What they are to look at")
    why = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why you ask them",
        help_text="It stands in the letter and on the page.",
    )
    field_order = ("name", "email", "capacity", "kind", "scope", "why", "valid_days")

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        return {**super().present(about), "scope": Review.Scope.WHOLE}


def invite(about: Asked) -> Done:
    invitation = invite_reviewer(draft=about.thing, by=about.by, at=about.at, **about.data)
    return Done(f"Sent. The link in the letter holds until {day(invitation.expires_at.date())}.", about.thing)


def send_again(about: Asked) -> Done:
    invitation = send_review_invitation_again(invitation=about.thing, by=about.by, at=about.at, **about.data)
    return Done(f"Sent again. The new link holds until {day(invitation.expires_at.date())}.", invitation)


def take_back(about: Asked) -> Done:
    invitation = take_back_review_invitation(invitation=about.thing, by=about.by, at=about.at)
    return Done("Taken back. The link works no more.", invitation)


INVITE = Step(
    "invite",
    "Ask somebody for a review",
    invite,
    InviteForm,
    "For people without an account. They get a letter with a personal link, read the text as it will look, and approve it or ask for "
    "changes. That counts as a reviewer's word does.",
    "Send the letter",
    WRITERS,
    lambda draft: draft.state == Draft.State.IN_REVIEW,
)


def state_badge(invitation: ReviewInvitation) -> SafeString:
    """How it stands, and whether the answer is of the text as it is now."""
    asked = state_of(invitation, timezone.now())
    words = "Answered, of an earlier text" if asked.holds is False else WORDS[asked.state]
    return badge(asked.state, words, "plain" if asked.holds is False else TONES.get(asked.state, "plain"))


def _is_open(invitation: Any) -> bool:
    return invitation.answered_at is None and invitation.taken_back_at is None


@admin.register(ReviewInvitation, site=desk)
class ReviewInvitations(Thing):
    called = ("invitation to review", "invitations to review")
    list_display = ("shown_name", "shown_item", "shown_kind", "shown_state", "shown_sent", "shown_until")
    list_filter = ("kind",)
    search_fields = ("item__slug", "reviewer__name", "reviewer__email")
    ordering = ("-invited_at",)
    sortable_by = ()
    viewers = (*WRITERS, *RELEASERS)
    steps = (
        Step(
            "send",
            "Send it again",
            send_again,
            SendForm,
            "A new letter with a new link. The link before stops working.",
            "Send it",
            WRITERS,
            lambda invitation: _is_open(invitation) and invitation.draft is not None,
        ),
        Step(
            "take-back",
            "Take it back",
            take_back,
            DeskForm,
            "The link in the letter stops working.",
            "Take it back",
            WRITERS,
            _is_open,
            danger=True,
        ),
    )

    def visible(self, by: Actor) -> QuerySet[ReviewInvitation]:
        return visible_review_invitations(by)

    def title_of(self, thing: Any) -> str:
        return f"{thing.reviewer.name or 'Somebody'}, {thing.get_kind_display().lower()} review of {thing.item.slug}"

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        invitation = about.thing
        asker = User.objects.filter(pk=invitation.invited_by).first()
        review = getattr(invitation, "review", None)
        return [
            ("State", state_badge(invitation)),
            ("Draft", thing_link(invitation.draft, invitation.item.slug) if invitation.draft else "Discarded"),
            ("Name", invitation.reviewer.name or "Deleted"),
            ("E-mail", invitation.reviewer.email or "Deleted"),
            ("In what capacity", invitation.capacity or "Deleted"),
            ("To judge", invitation.get_kind_display()),
            ("To look at", invitation.get_scope_display()),
            ("Why", invitation.why),
            ("Answer", thing_link(review, review.get_decision_display()) if review else "None yet"),
            ("Asked by", (asker.get_full_name() or asker.username) if asker else "Somebody who is not here any more"),
            ("Asked", moment(invitation.invited_at)),
            ("Last sent", moment(invitation.sent_at)),
            ("Link holds until", moment(invitation.expires_at)),
            ("Id of the person", invitation.reviewer_id),
        ]

    @admin.display(description="Name")
    def shown_name(self, invitation: ReviewInvitation) -> str:
        return invitation.reviewer.name or "Deleted"

    @admin.display(description="Item")
    def shown_item(self, invitation: ReviewInvitation) -> str:
        return f"{invitation.item.slug} ({invitation.language})"

    @admin.display(description="Kind")
    def shown_kind(self, invitation: ReviewInvitation) -> str:
        return invitation.get_kind_display()

    @admin.display(description="State")
    def shown_state(self, invitation: ReviewInvitation) -> SafeString:
        return state_badge(invitation)

    @admin.display(description="Last sent")
    def shown_sent(self, invitation: ReviewInvitation) -> str:
        return moment(invitation.sent_at)

    @admin.display(description="Holds until")
    def shown_until(self, invitation: ReviewInvitation) -> str:
        return day(invitation.expires_at.date())
