"""What a message says of each kind of duty: ids, codes and days, what is public already, and nothing of anybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from library.accounts.models import User
from library.catalogue.models import Entry
from library.coproduction.actions import record_recognition
from library.directory.models import ContactPoint
from library.editions.review_status import uk_day
from library.ids import new_id
from library.syndication.messages import ReminderMessage, bytes_of
from library.syndication.reminders import RemindedDuty
from library.upkeep.duties import duties_at
from library.upkeep.duty import Duty
from library.upkeep.messages import ABOUT, PATHS, UNTOLD, reminder_of
from library.upkeep.rules import Kind
from tests.adaptations import Place
from tests.following import Following
from tests.readers import WORDS, taken, wrote
from tests.texts import CITATION
from tests.voices import Voices
from tests.watching import Watch, answer
from tests.worlds import World

BASE, DESK = "https://library.example.org", "https://library.example.org/desk/"
TOKEN = "http://127.0.0.1:1/?token=canary-token"


def told(duty: Duty) -> RemindedDuty:
    return reminder_of(duty, base_url=BASE, desk=DESK)


def everything(world: World) -> datetime:
    """Something of every kind is due, of the SUN Network or of Norfolk; when."""
    here = Place(world)
    item = world.published(title="Finding help")
    taken(world, wrote(world, item), to="petra")
    wrote(world, item, "upsetting")
    here.published(signs="Our own signs.")
    here.edition("safety", signs="Look at once.")
    here.followed()
    here.submitted(here.saved(here.draft(by="sadie"), by="sadie"), by="sadie")
    world.in_review(title="Canary-draft: not out yet")
    Voices(world).agreed("Canary-voice helped.", expires_at=world.now() + timedelta(days=30))
    result = {"as_of": uk_day(world.now()), "result_expected": uk_day(world.now())}
    who = {"by": world.by("cora"), "at": world.now()}
    record_recognition(item=item, award="Canary-award", body="A jury", status="finalist", **result, **who)

    follow = Following(world, at=world.now())
    follow.subscribed(TOKEN, by="ada")
    follow.happen()
    for _ in range(4):
        follow.look()
        follow.later(hours=3)
    return follow.at


@pytest.fixture
def duties(world: World, settings: Any) -> list[Duty]:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    return [duty for duty in duties_at(everything(world)) if duty.kind not in UNTOLD]


def test_nothing_of_anybody_stands_in_any(duties: list[Duty]) -> None:
    kinds = {duty.kind for duty in duties}
    watched = {Kind.NUMBER, Kind.LINK}  # below
    assert kinds >= set(Kind) - watched - UNTOLD - {Kind.REVIEW}, set(Kind) - kinds
    names = [part for user in User.objects.all() for part in (user.get_full_name(), user.email)]
    for duty in duties:
        message = told(duty)
        sent = bytes_of(
            ReminderMessage(type=message.type, timestamp=datetime.now().astimezone(), data=message)
        ).decode()
        forbidden = [*names, WORDS, "canary", "Teller", "Robin"]
        assert [word for word in forbidden if word and word.lower() in sent.lower()] == [], duty.kind


def test_what_is_named_can_be_read_by_anybody(duties: list[Duty]) -> None:
    public = {
        *Entry.objects.filter(state=Entry.State.LIVE).values_list("title", flat=True),
        *ContactPoint.objects.filter(organisation=None).values_list("name", flat=True),
    }
    named = {duty.kind: told(duty).subject.name for duty in duties}
    assert {name for name in named.values() if name} <= public
    assert {kind for kind, name in named.items() if name is None} >= {
        Kind.RECOGNITION,
        Kind.SERVICE,
        Kind.SIGN_OFF,
        Kind.WEBHOOK,
    }
    assert named[Kind.FEEDBACK] == "Finding help"


def test_what_is_out_is_named_and_what_was_withdrawn_is_not(world: World) -> None:
    item = world.published(title="Finding help")
    feedback = wrote(world, item)

    def name() -> str | None:
        (duty,) = [duty for duty in duties_at(world.now()) if duty.subject == feedback.pk]
        return told(duty).subject.name

    assert name() == "Finding help"
    world.withdrawn(item)
    assert name() is None


def test_a_place_s_own_contact_point_is_not_named(world: World) -> None:
    Place(world)
    contact = ContactPoint.objects.get(slug="norfolk-line")
    (duty,) = [duty for duty in duties_at(world.now()) if duty.subject == contact.pk]
    assert told(duty).subject.name is None


def test_links_say_what_names_them(world: World) -> None:
    """An item by its title, a contact point by its name; never the address, which may hold anything."""
    watch, gone = Watch(world), "https://www.guide.org.uk/guide?key=canary"
    item = world.published(world.draft(title="Finding help", citations=[{**CITATION, "url": gone}]))
    contact = ContactPoint.objects.get(value="https://www.beateatingdisorders.org.uk/")
    watch.web.pages |= {gone: answer(404), contact.value: answer(404)}
    watch.day(3)
    found = [told(duty) for duty in duties_at(watch.at) if duty.kind is Kind.LINK]
    assert {(each.subject.kind, each.subject.id, each.subject.name) for each in found} == {
        ("item", item.pk, "Finding help"),
        ("contact_point", contact.pk, contact.name),
    }
    assert not any(word in each.model_dump_json() for each in found for word in ("guide.org", "canary", "beat"))


def test_every_kind_says_what_it_is_about_and_where_to_read_it() -> None:
    assert set(ABOUT) | {Kind.LINK} | UNTOLD == set(Kind)
    assert set(ABOUT.values()) == set(PATHS)


def test_addresses_are_of_the_library(world: World) -> None:
    subject = new_id()
    day = uk_day(world.clock)
    duty = Duty(Kind.REVIEW, subject, "A title", f"catalogue/item/{subject}/change/", new_id(), day, day)
    about = told(duty).subject
    assert (about.url, about.api_url) == (
        f"{DESK}catalogue/item/{subject}/change/",
        f"{BASE}/v1/workspace/items/{subject}",
    )
    assert about.name is None, "a title that nobody said is public"


def test_the_same_is_told_of_a_duty_on_each_day_of_a_status(world: World) -> None:
    subject, day = new_id(), uk_day(world.clock)
    keys = {
        told(Duty(Kind.REVIEW, subject, "", "x/", UUID(int=1), day, day + timedelta(days=days))).key
        for days in (-90, -7, 0, 1, 20, 31, 400)
    }
    assert {status for *_, status in keys} == {"due", "overdue", "escalated"}
    assert len(keys) == 3
