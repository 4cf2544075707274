"""The start page: one queue for whoever sits there, of what is so now."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from library.coproduction.actions import record_recognition
from library.coproduction.testimonials import name_of
from library.directory.actions import propose_change
from library.directory.models import ContactPoint
from library.editions.actions import give_feedback
from library.leaflets.actions import acknowledge_safety, suggest
from tests.adaptations import Place
from tests.api.desk.sitting import sit_down
from tests.voices import Voices
from tests.worlds import World


@pytest.fixture
def here(world: World) -> Place:
    return Place(world)


def test_the_start_page_says_what_needs_whom(world: World, cora: Client, petra: Client) -> None:
    approved, waiting = world.approved(title="To publish"), world.in_review(title="To review")
    asked = world.changes_requested(title="To change")
    lila = sit_down(world, "lila")
    queues = {name: titles(client) for name, client in (("cora", cora), ("petra", petra), ("lila", lila))}
    assert queues["cora"]["mine"]["Changes asked for"] == [asked.document["title"]]
    assert queues["petra"]["mine"]["Approved, to publish"] == [approved.document["title"]]
    assert queues["lila"]["mine"]["To review"] == [waiting.document["title"]]
    assert "To review" not in queues["cora"]["mine"]
    assert queues["cora"]["mine"]["Contact points to verify"] == sorted(
        ContactPoint.objects.values_list("name", flat=True)
    )


def titles(client: Client) -> dict[str, dict[str, list[str]]]:
    context = client.get(reverse("admin:index")).context
    return {
        side: {queue.title: [matter.name for matter in queue.matters] for queue in context[side]}
        for side in ("mine", "others")
    }


def titled(here: Place) -> str:
    """An adaptation without a title of its own goes by its template's."""
    return here.template.entries.get().title


def mine(world: World, name: str) -> dict[str, list[str]]:
    return titles(sit_down(world, name))["mine"]


def test_a_consent_that_is_about_to_end_waits_for_the_curator_without_its_words(world: World) -> None:
    quote = Voices(world).agreed("Canary-kqzx helped me.", expires_at=timezone.now() + timedelta(days=30))
    assert mine(world, "cora")["Consents that end soon"] == [name_of(quote)]
    assert "kqzx" not in sit_down(world, "cora").get(reverse("admin:index")).content.decode()


def test_an_adaptation_waits_for_the_colleague_who_did_not_write_it(here: Place) -> None:
    here.submitted()
    assert mine(here.world, "nadia")["Adaptations to approve"] == [titled(here)]
    at_nell = titles(sit_down(here.world, "nell"))
    assert "Adaptations to approve" not in at_nell["mine"]
    assert at_nell["others"]["Adaptations with colleagues"] == [titled(here)]


def test_an_update_waits_for_those_who_write(here: Place) -> None:
    here.published()
    here.edition(signs="Look for changes.")
    assert mine(here.world, "nell")["Update available"] == [titled(here)]
    assert "Update available" not in mine(here.world, "petra")


def test_a_safety_change_that_is_not_followed_stands_first(here: Place) -> None:
    here.published(signs="Our own signs.")
    here.edition("safety", signs="Look at once.")
    here.followed()
    queues = mine(here.world, "nell")
    assert next(iter(queues)) == "Behind on safety"
    assert queues["Behind on safety"] == [titled(here)]


def test_a_safety_change_put_off_past_its_day_comes_back_to_the_authors(here: Place) -> None:
    adaptation = here.published(signs="Our own signs.")
    here.edition("safety", signs="Look at once.")
    here.followed()
    day = timezone.now().date() + timedelta(days=10)
    acknowledge_safety(
        adaptation=here.now(adaptation),
        reason="Our board meets on Friday.",
        deadline=day,
        expected_version=here.now(adaptation).version,
        by=here.world.by("nell"),
        at=here.world.now(),
    )
    assert "Safety changes put off by others" not in mine(here.world, "cora")
    with time_machine.travel(datetime.combine(day + timedelta(days=2), time(9), UTC), tick=False):
        assert mine(here.world, "cora")["Safety changes put off by others"] == [adaptation.item.slug]


def test_a_suggestion_waits_for_the_authors(here: Place) -> None:
    adaptation = here.published()
    suggest(
        adaptation=adaptation,
        section="signs",
        text="Look for changes at meals, and ask.",
        reason="People ask us.",
        by=here.world.by("nell"),
        at=here.world.now(),
    )
    assert mine(here.world, "cora")["Suggestions from others"] == [f"{here.template.slug}: signs"]
    assert "Suggestions from others" not in mine(here.world, "nell")


def test_a_change_of_a_number_waits_for_the_second_person(here: Place) -> None:
    line = ContactPoint.objects.get(slug="norfolk-line")
    propose_change(
        contact=line,
        changes={"value": "+441603421422"},
        expected_version=line.version,
        by=here.world.by("nell"),
        at=here.world.now(),
    )
    assert mine(here.world, "nadia")["Changes to confirm"] == [line.name]
    assert "Changes to confirm" not in mine(here.world, "nell")
    assert "Changes to confirm" not in mine(here.world, "sadie")


def test_what_is_to_verify_is_one_s_own(here: Place) -> None:
    assert mine(here.world, "nell")["Services to verify"] == ["Norfolk Service"]
    assert mine(here.world, "nell")["Contact points to verify"] == [ContactPoint.objects.get(slug="norfolk-line").name]
    assert "Norfolk Service" not in mine(here.world, "cora").get("Services to verify", [])


def test_who_asks_to_join_waits_for_the_steward_s_administrator(world: World) -> None:
    asked = world.asked_for_access()
    assert mine(world, "ada")["Requests for access"] == [asked.organisation_name]
    assert "Requests for access" not in mine(world, "cora")


def test_what_an_ended_body_left_waits_for_the_steward_s_administrator(here: Place) -> None:
    adaptation = here.published()
    here.world.succeeded("norfolk", by="suffolk")
    here.world.clock += timedelta(days=400)
    ada = sit_down(here.world, "ada")
    (queue,) = [queue for queue in ada.get(reverse("admin:index")).context["mine"] if queue.id == "homeless"]
    (matter,) = [matter for matter in queue.matters if matter.name == titled(here)]
    form = ada.get(matter.url).context["form"]
    assert adaptation.item in form.fields["item"].queryset


def test_it_asks_no_more_of_the_database_however_much_waits(here: Place) -> None:
    counts = []
    for number in range(2):
        if number == 0:
            here.several(2)
        else:
            here.published(here.saved(here.draft()))
        here.edition(signs=f"Look for changes {number}.")
        nell = sit_down(here.world, "nell")
        with CaptureQueriesContext(connection) as queries:
            nell.get(reverse("admin:index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_award_whose_result_was_due_waits_for_a_curator(world: World, cora: Client, petra: Client) -> None:
    how = {"item": world.published(), "body": "A jury", "by": world.by("cora"), "at": world.now()}
    today = timezone.now().date()
    for award, days in (("Overdue", -1), ("Today", 0)):
        record_recognition(
            award=award,
            status="finalist",
            as_of=today - timedelta(days=9),
            result_expected=today + timedelta(days=days),
            **how,
        )
    record_recognition(award="Said so", status="recognised", as_of=today, url="https://example.org/", **how)
    assert mine(world, "cora")["Awards whose result was due"] == ["Overdue"]
    assert mine(world, "cora")["Endorsements to show"] == ["Said so"]
    assert "Awards whose result was due" not in mine(world, "petra")


def test_each_duty_says_by_when_it_is_whose_and_who_hears_of_it_then(world: World, cora: Client) -> None:
    item = world.published()
    give_feedback(kind=item.kind, slug=item.slug, about="unclear", text="Canary-rdrs", at=timezone.now())
    (queue,) = [one for one in cora.get(reverse("admin:index")).context["mine"] if one.id == "feedback"]
    (matter,) = queue.matters
    said = strip_tags(matter.due)
    assert said.startswith("Due by ")
    assert "for curators and publishers. From " in said
    assert said.endswith("also for administrators.")
