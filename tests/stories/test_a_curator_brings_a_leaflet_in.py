"""A curator has a Word file of a leaflet. She brings it in, sees what became of it, says what a picture shows, and it goes out."""

from __future__ import annotations

from typing import Any

import pytest

from library.publishing.models import Draft
from tests.client import Api
from tests.imports.brought_in import FORM
from tests.imports.word import WordMaker
from tests.kept import sent
from tests.texts import LINES, text
from tests.worlds import World


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def leaflet() -> bytes:
    maker = WordMaker()
    maker.title("Waiting for an appointment")
    maker.heading(1, "While you wait")
    maker.para("You are not alone", ("comment", "Too soft?"), ". Write to a friend", ("del", " always"), ".")
    maker.para(("img", ""))
    maker.para("Beside", ("box", "Ask somebody to come with you."), " this.")
    maker.heading(1, "Who helps")
    maker.para("Samaritans 116 123, or ", ("link", "our pages", "https://www.nhs.uk/mental-health/"), ".")
    return maker.made()


def described(document: dict[str, Any], picture: dict[str, str]) -> dict[str, Any]:
    """What the curator adds: words for the picture, sources, and the lines that every text about health prints."""
    place, shown = f"\\[{picture['key']}\\]", f"![](asset:{picture['key']})"
    sections = [{**one, "body": one["body"].replace(place, shown)} for one in document["sections"]]
    image = {
        "key": picture["key"],
        "asset": picture["asset"],
        "alt": "A cup of tea on a window sill",
        "depicts_body": "none",
    }
    return {
        **document,
        "sections": [*sections, LINES],
        "images": [*document["images"], image],
        "citations": text()["citations"],
    }


def test_a_word_file_becomes_a_published_leaflet_and_no_word_is_lost(world: World, public: Api) -> None:
    curator = world.api("cora")
    fields = {**FORM, "topics": "eating-disorders", "audiences": "carers", "contacts": "replace"}
    report = curator.upload("/v1/workspace/imports", sent(leaflet(), "waiting.docx"), fields).json()
    left_out = [(one["what"], one["excerpt"]) for one in report["remarks"] if one["fate"] == "left_out"]
    assert sorted(left_out) == [("comment", "Too soft?"), ("deleted", "always")]

    here = f"/v1/workspace/drafts/{report['draft']}"
    draft = curator.get(here)
    assert any("[picture-1]" in one["detail"] for one in draft.json()["ready"])
    document = described(draft.json()["document"], report["pictures"][0])
    assert curator.put(here, {"document": document}, if_match=draft.etag).status == 200

    world.publish(world.approved(Draft.objects.get(pk=report["draft"])))
    out = public.get("/v1/resources/waiting-for-an-appointment").json()
    bodies = [section["markdown"] for section in out["sections"]]
    assert "You are not alone. Write to a friend." in bodies[0]
    assert "Ask somebody to come with you." in bodies[0]
    assert 'alt="A cup of tea on a window sill"' in out["sections"][0]["html"]
    assert "Samaritans [116 123](tel:116123), or [our pages](https://www.nhs.uk/mental-health/)." in bodies[1]
    assert curator.get(f"/v1/workspace/imports/{report['id']}").status == 404
