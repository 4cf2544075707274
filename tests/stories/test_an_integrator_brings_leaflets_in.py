"""A developer moves a library of leaflets here with the guide open: what the desk can do after an import, HTTP can do, too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from api.public.guides import guides
from tests.client import Api, Response
from tests.imports.brought_in import FORM
from tests.imports.word import WordMaker
from tests.kept import sent
from tests.worlds import World

REQUESTS = re.findall(r"```http\n(.*?)```", guides()["importing"], re.DOTALL)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def curator(world: World) -> Api:
    return world.api("cora")


def brought_in(curator: Api) -> dict[str, Any]:
    maker = WordMaker()
    maker.title("Waiting well")
    maker.heading(1, "Who listens")
    maker.para(("img", ""))
    maker.para("Call Samaritans on 116 123.")
    report: dict[str, Any] = curator.upload("/v1/workspace/imports", sent(maker.made(), "waiting.docx"), FORM).json()
    return report


def asked(curator: Api, request: str, names: dict[str, str]) -> Response:
    """A request of the guide, with the ids of this import in place of their names."""
    for name, value in names.items():
        request = request.replace(f"{{{name}}}", value)
    head, _, body = request.partition("\n\n")
    method, path = head.split("\n")[0].split(" ")
    headers = dict(line.split(": ") for line in head.strip().split("\n")[1:])
    if method == "GET":
        return curator.get(path)
    return curator.put(path, json.loads(body), if_match=headers["If-Match"])


def test_the_requests_of_the_guide_describe_a_picture_and_choose_a_contact_point(curator: Api) -> None:
    report = brought_in(curator)
    waits, offers = report["pictures"], report["contacts"]
    assert ([one["key"] for one in waits], [one["shown"] for one in offers]) == (["picture-1"], ["116 123"])
    names, read, saved = {"draft": report["draft"], "asset": waits[0]["asset"]}, *REQUESTS
    draft = asked(curator, read, names)
    assert draft.status == 200
    assert asked(curator, saved, {**names, "ETag": draft.etag}).status == 200
    after = curator.get(f"/v1/workspace/imports/{report['id']}").json()
    assert (after["pictures"], after["contacts"]) == ([], [])
    assert curator.get(f"/v1/workspace/assets/{waits[0]['asset']}/content").status == 200


def with_contact(body: str, offer: dict[str, Any]) -> str:
    start, end = offer["span"]
    return f"{body[:start]}{{{{contact:{offer['contacts'][0]['slug']}}}}}{body[end:]}"


def shown(body: str, picture: dict[str, str]) -> str:
    return body.replace(f"\\[{picture['key']}\\]", f"![](asset:{picture['key']})")


def dropped(body: str, picture: dict[str, str]) -> str:
    return body.replace(f"\\[{picture['key']}\\]", "")


@pytest.mark.parametrize(
    ("change", "images", "waiting"),
    [
        (shown, [{"alt": "Two friends on a bench", "depicts_body": "neutral"}], []),
        (shown, [{"alt": "", "decorative": True}], []),
        (dropped, [], []),
        (lambda body, _: body + " More.", [], ["picture-1"]),
    ],
    ids=["said what it shows", "decoration", "taken out of the text", "not yet"],
)
def test_a_picture_waits_until_somebody_has_decided_about_it(
    curator: Api, change: Callable[..., str], images: list[dict[str, Any]], waiting: list[str]
) -> None:
    report = brought_in(curator)
    picture = report["pictures"][0]
    here = f"/v1/workspace/drafts/{report['draft']}"
    draft = curator.get(here)
    document = draft.json()["document"]
    document["sections"][0]["body"] = change(
        with_contact(document["sections"][0]["body"], report["contacts"][0]), picture
    )
    document["images"] = [{"key": picture["key"], "asset": picture["asset"], **one} for one in images]
    assert curator.put(here, {"document": document}, if_match=draft.etag).status == 200
    after = curator.get(f"/v1/workspace/imports/{report['id']}").json()
    assert ([one["key"] for one in after["pictures"]], after["contacts"]) == (waiting, [])
    assert "{{contact:samaritans}}" in curator.get(here).json()["document"]["sections"][0]["body"]


def test_what_was_read_is_dismissed(curator: Api) -> None:
    report = brought_in(curator)
    here = f"/v1/workspace/imports/{report['id']}"
    assert curator.delete(here).status == 204
    assert curator.get(here).status == 404
