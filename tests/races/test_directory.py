"""Two people at a contact point at the same moment."""

from __future__ import annotations

from functools import partial

from library.directory.models import ContactChange, ContactPoint, Service
from tests.races.together import statuses, together
from tests.worlds import World

ROUNDS = 5
CONTACTS = "/v1/workspace/contact-points"


def test_of_two_who_propose_one_is_heard(world: World) -> None:
    line = world.contact("line", "111", by="nell")
    people = world.api("nell"), world.api("nadia")
    change = {"value": "112"}
    answers = together(*(partial(api.patch, f"{CONTACTS}/{line.pk}", change, if_match='"v1"') for api in people))
    assert statuses(answers) == [202, 412]
    assert ContactChange.objects.count() == 1


def test_a_change_is_confirmed_or_discarded_and_never_both(world: World) -> None:
    line = world.contact("line", "111", by="nell")
    nell, nadia = world.api("nell"), world.api("nadia")
    for number in range(ROUNDS):
        path, tag = f"{CONTACTS}/{line.pk}", nell.get(f"{CONTACTS}/{line.pk}").etag
        proposed = nell.patch(path, {"menu_path": f"option {number}"}, if_match=tag)
        body = {"change": proposed.json()["pending_change"]["id"]}
        answers = together(
            partial(nadia.post, f"{path}/confirm", body, if_match=proposed.etag),
            partial(nell.post, f"{path}/discard", body, if_match=proposed.etag),
        )
        assert statuses(answers) == [200, 412]
        made = ContactPoint.objects.get(pk=line.pk).menu_path == f"option {number}"
        assert made is (answers[0].status == 200)


def test_a_slug_is_given_once(world: World) -> None:
    people = world.api("nell"), world.api("sadie")
    for number in range(ROUNDS):
        new = {"slug": f"line-{number}", "name": "Line", "kind": "short_voice", "value": "111"}
        assert statuses(together(*(partial(api.post, CONTACTS, new) for api in people))) == [201, 409]
        service = {"slug": f"service-{number}", "name": "Service", "role": "carers-group"}
        answers = together(*(partial(api.post, "/v1/workspace/services", service) for api in people))
        assert statuses(answers) == [201, 409]
    assert Service.objects.count() == ROUNDS
