"""Letters to organisations about the templates that they have adapted."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from library.accounts.models import User
from library.history.models import Event
from library.leaflets.letters import tell_adapters
from tests.adaptations import Place
from tests.post import deliver
from tests.worlds import World


class Adapted(Place):
    """Norfolk, with an adaptation out."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.adaptation = self.published()


@pytest.fixture
def here(world: World) -> Adapted:
    place = Adapted(world)
    for name in ("nell", "nadia"):
        User.objects.filter(pk=world.by(name).id).update(email=f"{name}@norfolk.example")
    return place


def last(type_: str) -> Event:
    return Event.objects.filter(type=type_, subject_kind="leaflet").order_by("-id")[0]


def told(here: Adapted, type_: str = "item.updated") -> list[str]:
    """The subjects of the letters that go out about the last such event."""
    tell_adapters(event=last(type_).pk, at=here.world.now())
    return sorted({mail.subject for mail in deliver()})


def test_a_safety_edition_is_told_to_who_writes_approves_and_administers(here: Adapted) -> None:
    here.edition("safety", signs="New signs.")
    tell_adapters(event=last("item.updated").pk, at=here.world.now())
    letters = deliver()
    assert {address for mail in letters for address in mail.to} == {
        f"{name}@norfolk.example" for name in ("nell", "nadia", "nora")
    }
    assert all("Safety change" in mail.subject for mail in letters)
    assert all("/v1/workspace/adaptations/" in str(mail.body) for mail in letters)


def test_it_is_told_once(here: Adapted) -> None:
    here.edition("safety", signs="New signs.")
    assert told(here) != []
    assert told(here) == []


def test_a_withdrawal_is_told(here: Adapted, world: World) -> None:
    world.withdrawn(here.template)
    (subject,) = told(here, "item.withdrawn")
    assert subject.endswith("was withdrawn")


def test_publishing_leaves_the_job_in_the_same_transaction(here: Adapted) -> None:
    here.edition("safety", signs="New signs.")
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="write_to_adapters")
    assert [job.args for job in jobs] == [{"event": str(last("item.updated").pk)}]


def test_a_letter_holds_no_word_of_a_draft(here: Adapted) -> None:
    here.saved(here.adaptation, signs="A canary in the draft.")
    here.edition("safety", signs="New signs.")
    tell_adapters(event=last("item.updated").pk, at=here.world.now())
    letters = deliver()
    assert letters
    assert all("canary" not in str(mail.body) for mail in letters)
