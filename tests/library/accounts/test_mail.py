"""Mail: who gets what, and what is left of it."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.conf import settings
from django.core import mail as outgoing
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from library.accounts import actions, mail
from library.accounts.models import Letter
from library.accounts.posting import NotSent, deliver
from library.accounts.roles import Role
from library.accounts.tasks import WAITS, Patience, post_letter
from tests import post
from tests.cast import START, Cast
from tests.worlds import World

SECRET = "canary-5d1f"


def write(**how: Any) -> None:
    mail.send(**{"to": "nell@norfolk.example", "subject": "Hello", "text": f"Text {SECRET}.", "at": START, **how})


def test_a_letter_goes_out_in_plain_text_from_the_library(db: None) -> None:
    write()
    (message,) = post.deliver()
    assert (message.to, message.subject) == (["nell@norfolk.example"], "Hello")
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.body.startswith(f"Text {SECRET}.\n\n--\n")
    assert message.alternatives == [] if hasattr(message, "alternatives") else True


def test_nothing_is_left_of_it(db: None) -> None:
    write()
    post.deliver()
    assert Letter.objects.count() == 0
    assert post.deliver() == []


def test_what_is_not_committed_is_not_sent(db: None) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert (Letter.objects.count(), ProcrastinateJob.objects.filter(task_name__endswith="post_letter").count()) == (
        0,
        0,
    )


def test_the_job_says_nothing_of_it(db: None) -> None:
    write()
    job = ProcrastinateJob.objects.get(task_name__endswith="post_letter")
    assert job.args == {"letter": str(Letter.objects.get().pk)}


def test_line_breaks_in_a_title_are_spaces(db: None) -> None:
    write(subject="Hello\r\nBcc: everybody@example.org" + "x" * 200)
    (message,) = post.deliver()
    assert message.subject.startswith("Hello Bcc: everybody")
    assert len(message.subject) == mail.MAX_TITLE
    assert message.bcc == []


def refuse(*_: Any, **__: Any) -> None:
    raise SMTPRecipientsRefused({"nell@norfolk.example": (550, SECRET.encode())})


def test_a_failure_says_neither_to_whom_nor_what_and_keeps_the_letter(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write()
    monkeypatch.setattr(outgoing.EmailMessage, "send", refuse)
    with caplog.at_level(logging.DEBUG), pytest.raises(NotSent) as failure:
        post_letter(letter=str(Letter.objects.get().pk))
    assert str(failure.value) == "SMTPRecipientsRefused"
    assert failure.value.__suppress_context__
    assert SECRET not in caplog.text
    assert "nell@" not in caplog.text
    assert Letter.objects.count() == 1


def test_a_link_in_a_letter_that_is_tried_again_is_a_new_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one may have arrived, or not; the last one works."""
    world.invited()
    letter = Letter.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(outgoing.EmailMessage, "send", refuse)
        with pytest.raises(NotSent):
            deliver(letter.pk, at=world.now())
    assert post.only_link()


def test_patience_grows_and_ends() -> None:
    waits = []
    for attempts in range(len(WAITS) + 3):
        job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
        decision = Patience().get_retry_decision(exception=NotSent(), job=job)
        waits.append(decision and decision.retry_at)
    assert waits[len(WAITS) :] == [None] * 3
    moments = [moment for moment in waits if moment]
    assert moments == sorted(moments)
    assert timedelta(days=1) < moments[-1] - moments[0] < timedelta(days=1.2)


def test_an_organisation_is_told_through_its_members_with_a_role(cast: Cast) -> None:
    told = mail.notify(
        organisation=cast.organisations["norfolk"], subject="News", text="Text.", roles=[Role.EDITOR], at=START
    )
    assert told == 2
    assert [message.to for message in post.deliver()] == [["nell@norfolk.example"], ["nora@norfolk.example"]]


def test_former_members_and_those_without_an_address_are_not_told(cast: Cast) -> None:
    by = cast.actor("nora")
    actions.end_membership(membership=cast.members["nell"], expected_version=1, by=by, at=START)
    nora = cast.members["nora"].user
    actions.change_user(user=nora, name="N", email="", is_staff=False, is_active=True, by=cast.actor("ada"), at=START)
    told = mail.notify(
        organisation=cast.organisations["norfolk"], subject="News", text="Text.", roles=[Role.EDITOR], at=START
    )
    assert (told, post.deliver()) == (0, [])
