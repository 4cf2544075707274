"""Personal data that is needed no more is deleted: of decided requests, of invitations that are over, of letters that never went out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from library.accounts.models import AccessRequest, Invitation, Letter, PersonalLink

AFTER_A_DECISION = timedelta(days=30)
AFTER_AN_INVITATION = timedelta(days=30)
UNSENT = timedelta(days=7)
"""Longer than a letter is tried."""


def forget_people(*, at: datetime) -> int:
    """Delete names, addresses and messages that have had their time; how many requests, invitations and letters were concerned."""
    return _requests(at) + _invitations(at) + _letters(at)


def _requests(at: datetime) -> int:
    decided = AccessRequest.objects.filter(decided_at__lte=at - AFTER_A_DECISION, forgotten_at=None)
    return decided.update(contact_name="", email="", message="", reason="", forgotten_at=at)


def _invitations(at: datetime) -> int:
    before = at - AFTER_AN_INVITATION
    over = Q(accepted_at__lte=before) | Q(revoked_at__lte=before) | Q(expires_at__lte=before)
    return Invitation.objects.filter(over, forgotten_at=None).update(name="", email="", forgotten_at=at)


def _letters(at: datetime) -> int:
    PersonalLink.objects.filter(expires_at__lte=at - AFTER_AN_INVITATION).delete()
    deleted, _ = Letter.objects.filter(written_at__lte=at - UNSENT).delete()
    return deleted
