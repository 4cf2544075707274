"""Cora asks Robin, who has lived through it and has no account, to read a leaflet before it goes out. Robin opens the link from the
letter, reads the leaflet as it will look, says something of one section, and approves. While Robin was reading, the text was changed once:
then Robin is told, sees the new text, and what was typed is still there. Clive signs off as a clinician, and Petra publishes. A change
after that voids what Robin said.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from library.history.models import Event
from library.publishing.models import Draft, OutsideReviewer, Review
from tests.client import Api, Response
from tests.outside import ROBIN, answers
from tests.post import deliver, path_in
from tests.worlds import World

HTML = "text/html"


def send(path: str, given: dict[str, Any]) -> Response:
    """As the form of the page does, without script."""
    form = "application/x-www-form-urlencoded"
    return Response(Client().generic("POST", path, urlencode(given), content_type=form, headers={"accept": HTML}))


def sealed(page: Response) -> str:
    return re.findall(r'name="document_hash" value="([0-9a-f]{64})"', page.body.decode())[0]


def test_from_the_letter_to_the_publication(world: World, public: Api) -> None:
    draft = world.in_review(kind="leaflet", title="Finding support")
    cora, path = world.api("cora"), f"/v1/workspace/drafts/{draft.pk}"
    asked = cora.post(f"{path}/review-invitations", ROBIN)
    assert (asked.status, asked.json()["state"]) == (201, "open")
    (letter,) = deliver()
    assert letter.to == [ROBIN["email"]]
    assert ROBIN["why"] in str(letter.body)
    link = path_in(letter)

    first = public.get(link, accept=HTML)
    assert f'src="{link}/shown"' in first.body.decode()
    shown = public.get(f"{link}/shown", accept=HTML)
    assert "Finding support" in shown.body.decode()
    assert "999" in shown.body.decode(), "urgent help stands there as readers will see it"
    seen = sealed(first)

    world.in_review(world.edited(draft.item, title="Finding support near you"))
    section = draft.document["sections"][0]["id"]
    given = {
        **answers(draft),
        "document_hash": seen,
        f"section-{section}": "Say that it is free.",
        "comment": "Kind words.",
    }
    told = send(link, given)
    text = told.body.decode()
    assert told.status == 409
    assert "What you read has changed" in text
    assert "Say that it is free." in text
    assert "Kind words." in text
    assert sealed(told) != seen
    assert "near you" in public.get(f"{link}/shown", accept=HTML).body.decode()
    assert not Review.objects.exists()

    done = send(link, {**given, "document_hash": sealed(told)})
    assert done.status == 200
    assert public.get(link).status == 404, "used once"
    (review,) = cora.get("/v1/workspace/reviews", {"draft": str(draft.pk)}).json()["items"]
    assert (review["decision"], review["kind"], review["scope"]) == ("approved", "lived_experience", "whole")
    assert review["sections"] == [{"section": section, "text": "Say that it is free."}]
    assert review["invitation"] == asked.json()["id"]

    world.reviewed(Draft.objects.get(pk=draft.pk), "clive", "clinical")
    item = world.publish(Draft.objects.select_related("item").get(pk=draft.pk)).item
    assert public.get(f"/v1/leaflets/{item.slug}").json()["sign_offs"][1]["kind"] == "lived_experience"
    person = OutsideReviewer.objects.get()
    for canary in (person.name, person.email, ROBIN["capacity"]):
        for row in Event.objects.all():
            assert str(canary) not in f"{row.data}{row.reason}{row.subject_slug}"
        for place in (f"/v1/leaflets/{item.slug}", f"/v1/leaflets/{item.slug}/editions/1", "/v1/changes", "/v1/export"):
            assert str(canary) not in public.get(place).body.decode()


def test_an_edit_after_the_sign_off_voids_it_and_says_so(world: World) -> None:
    draft = world.in_review()
    cora, path = world.api("cora"), f"/v1/workspace/drafts/{draft.pk}"
    cora.post(f"{path}/review-invitations", ROBIN)
    (letter,) = deliver()
    assert send(path_in(letter), answers(draft)).status == 200
    assert cora.get(path).json()["sign_offs"]["missing"] == ["clinical"]
    assert [one["holds"] for one in cora.get(f"{path}/review-invitations").json()["items"]] == [True]
    world.edited(draft.item, title="Other words")
    assert cora.get(path).json()["sign_offs"]["missing"] == ["lived_experience", "clinical"]
    assert [one["holds"] for one in cora.get(f"{path}/review-invitations").json()["items"]] == [False]
