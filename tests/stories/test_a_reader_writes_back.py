"""A reader finds a leaflet upsetting and says so, without an account and without a name. The region whose leaflet it is hears of
it at once, somebody takes it, it is settled, and half a year later the words are gone.
"""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode, urlsplit

from django.utils import timezone

from api.http.bodies import PAGE_FORM
from library.catalogue.actions import forget_feedback
from library.catalogue.models import Feedback
from library.history.models import Event
from tests.adaptations import Place
from tests.client import Api
from tests.post import deliver
from tests.worlds import World

WORDS = "My daughter read the part about meals and cried.\n\nPlease look at it."
PATH = "/v1/workspace/feedback"


def test_from_a_reader_s_words_to_their_end(world: World) -> None:
    leaflet = Place(world).published().item
    world.crisis_line("Samaritans line", "116123", "listening")
    public = Api()

    thanked = public.post(
        f"/v1/adaptations/{leaflet.slug}/feedback", {"about": "upsetting", "text": WORDS, "section": "signs"}
    )
    assert thanked.status == 201
    assert "116 123" in [line["display"] for line in thanked.json()["help"]]
    assert "nobody can answer" in thanked.json()["message"]

    letters = deliver()
    assert {letter.to[0] for letter in letters} == {f"{name}@norfolk.example" for name in ("nora", "nell", "nadia")}
    assert not any("cried" in str(letter.body) + letter.subject for letter in letters)

    nell = world.api("nell")
    (row,) = nell.get(PATH, {"status": "new", "about": "upsetting"}).json()["items"]
    assert (row["text"], row["section"], row["item"]["slug"]) == (WORDS, "signs", leaflet.slug)
    assert row["due_on"] <= (timezone.now() + timedelta(days=2)).date().isoformat()

    etag = nell.get(f"{PATH}/{row['id']}").etag
    taken = nell.post(f"{PATH}/{row['id']}/take", {}, if_match=etag)
    assert (taken.json()["status"], taken.json()["assigned_to"]["name"]) == ("open", "Nell Example")
    settled = nell.post(f"{PATH}/{row['id']}/settle", {"outcome": "changed", "note": "Reworded."}, if_match=taken.etag)
    assert (settled.status, settled.json()["status"], settled.json()["outcome"]) == (200, "settled", "changed")

    assert forget_feedback(at=timezone.now() + timedelta(days=181)) == 1
    gone = nell.get(f"{PATH}/{row['id']}").json()
    assert (gone["text"], gone["note"], gone["outcome"]) == (None, None, "changed")
    assert gone["forgotten_at"]

    events = Event.objects.filter(subject=Feedback.objects.get().pk).order_by("id")
    assert [(event.type, event.reason, event.position) for event in events] == [
        ("feedback.given", "upsetting", None),
        ("feedback.taken", "", None),
        ("feedback.settled", "changed", None),
    ]
    assert not any("cried" in str(vars(event)) for event in events)


def test_from_the_end_of_a_page_on_a_telephone_to_the_region_that_owns_it(world: World) -> None:
    leaflet = Place(world).published().item
    browser, page = Api(), {"accept": "text/html,*/*;q=0.8"}

    read = browser.get(f"/v1/adaptations/{leaflet.slug}/renditions/page.html", **page).body.decode()
    line = re.search(r'<p class="tell">Is something .*? <a href="([^"]+)">Tell us about it</a>', read)
    assert line is not None
    address = urlsplit(unescape(line[1]))

    form = browser.get(f"{address.path}?{address.query}", **page)
    assert form.status == 200
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form.body.decode()))
    filled_in = urlencode(
        {**fields, "about": "upsetting", "text": WORDS.replace("\n", "\r\n"), "section": "signs"}
    ).encode()
    thanked = browser.request("POST", address.path, body=filled_in, content_type=PAGE_FORM, headers=page)
    assert thanked.status == 201
    assert "Thank you" in thanked.body.decode()
    assert 'href="tel:999"' in thanked.body.decode()
    assert "Set-Cookie" not in thanked.headers

    assert {letter.to[0] for letter in deliver()} == {f"{name}@norfolk.example" for name in ("nora", "nell", "nadia")}
    (row,) = world.api("nell").get(PATH, {"status": "new"}).json()["items"]
    assert (row["text"], row["section"], row["about"]) == (WORDS, "signs", "upsetting")
    assert world.api("cora").get(PATH).json()["items"] == []
