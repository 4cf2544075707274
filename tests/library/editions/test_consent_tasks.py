"""What has its time for people and their words: each for itself, under names that jobs in the queue have."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from procrastinate.contrib.django import app

from library.coproduction.models import Consent
from library.editions import actions as editions
from library.editions import consent_tasks
from library.history.models import Event
from tests.voices import Voices
from tests.worlds import World


@pytest.mark.parametrize("name", ["tell_of_ended_consents", "remind_of_consents", "forget_people_who_told"])
def test_jobs_that_wait_under_the_first_name_are_done(name: str) -> None:
    assert app.tasks[f"library.publishing.tasks.{name}"].func is getattr(consent_tasks, name).func


def test_one_consent_that_fails_keeps_no_other_from_the_feed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    voices, soon = Voices(world), world.clock + timedelta(days=1)
    bad, good = (voices.agreed(expires_at=soon) for _ in range(2))

    def tell(*, consent: Consent, at: Any) -> None:
        if consent.testimonial_id == bad.pk:
            with transaction.atomic():
                raise RuntimeError("this one is not to be told")
        editions.tell_of_end(consent=consent, at=at)

    monkeypatch.setattr(consent_tasks, "tell_of_end", tell)
    with time_machine.travel(soon + timedelta(minutes=1)):
        consent_tasks.tell_of_ended_consents(timestamp=0)
    told = Event.objects.filter(type="testimonial.withdrawn")
    assert [event.subject for event in told] == [good.pk]
