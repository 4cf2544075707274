"""Files over HTTP: sent by those who may, seen by their organisation, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Asset
from library.ids import new_id
from tests import files
from tests.client import Api
from tests.kept import FACTS, PATH, address, keep, sent, showing, stored
from tests.state import state
from tests.worlds import World

FORM = {**FACTS, "accessibility": "accessible", "accessibility_note": "Checked by two readers."}
KEEPERS = {"cora", "nell", "hana"}
PEOPLE = ["cora", "nell", "hana", "ada", "petra", "lila", "rosa", "ned", "nadia"]


def of(asset: Asset) -> str:
    return f"{PATH}/{asset.pk}"


# Sending


def test_a_file_is_sent_and_described(world: World) -> None:
    answer = world.api("cora").upload(PATH, sent(files.image("PNG"), "Two mugs.PNG"), FORM)
    described = answer.json()
    assert (answer.status, answer.etag) == (201, '"v1"')
    assert answer.headers["Location"].endswith(f"{PATH}/{described['id']}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: described[name] for name in ("name", "media_type", "width", "height", "accessibility")} == {
        "name": "two-mugs.png",
        "media_type": "image/png",
        "width": 8,
        "height": 6,
        "accessibility": "accessible",
    }
    assert described["licence"] == {
        "spdx": "CC-BY-4.0",
        "name": "Creative Commons Attribution 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
        "adaptable": True,
    }


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (files.image("JPEG"), "jpg"),
        (files.image("WEBP"), "webp"),
        (files.pdf(), "pdf"),
        (files.word(), "docx"),
        (files.mp3(), "mp3"),
        (files.mp4(), "mp4"),
    ],
)
def test_the_name_and_type_that_it_was_sent_with_decide_nothing(world: World, data: bytes, extension: str) -> None:
    answer = world.api("cora").upload(PATH, sent(data, "../evil.html", "text/html"), FORM)
    assert (answer.status, answer.json()["name"]) == (201, f"evil.{extension}")


def test_a_file_that_does_not_fit_in_memory_is_taken_from_disk(world: World) -> None:
    video = files.mp4(files.box(b"mdat", bytes(6_000_000)))
    described = world.api("cora").upload(PATH, sent(video, "film.mp4"), FORM).json()
    assert described["size"] == len(video)
    assert world.api("cora").get(f"{PATH}/{described['id']}/content").body == video


REFUSED = {
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "file-type-not-accepted"),
    "html": (b"<!doctype html><script>alert(1)</script>", "file-type-not-accepted"),
    "program": (b"MZ" + bytes(50), "file-type-not-accepted"),
    "empty": (b"", "file-empty"),
    "macro": (files.word({"word/vbaProject.bin": b"x"}), "document-active"),
    "zip slip": (files.word({"NNNN.xml": "<x/>"}).replace(b"NNNN.xml", b"../x.xml"), "archive-unsafe"),
    "script in a PDF": (files.pdf(catalogue=b"/OpenAction << /S /JavaScript /JS (x) >>"), "pdf-active"),
    "encrypted PDF": (files.pdf(trailer=b"/Encrypt 4 0 R"), "pdf-encrypted"),
    "polyglot": (files.pdf() + files.archive({"a": "b"}), "file-holds-another"),
    "bomb": (files.png_header_only(60_000, 60_000), "image-too-large"),
    "moving": (files.moving_image("PNG"), "image-moves"),
    "cut": (files.image("JPEG")[:-60], "file-damaged"),
    "script in captions": (files.VTT + b"<script>", "captions-not-valid"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_bad_file_is_a_400_by_name_and_leaves_nothing(world: World, what: str) -> None:
    data, slug = REFUSED[what]
    cora = world.api("cora")
    before = state(), stored()
    answer = cora.upload(PATH, sent(data, "leaflet.pdf", "application/pdf"), FORM)
    assert (answer.status, answer.slug, answer.pointers) == (400, slug, ["/file"])
    assert (state(), stored()) == before


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"licence": "WTFPL"}, "/licence"),
        ({"licence": "\ufffd"}, "/licence"),
        ({"rights_holder": ""}, "/rights_holder"),
        ({"rights_holder": "   "}, "/rights_holder"),
        ({"rights_holder": "a\x00b"}, "/rights_holder"),
        ({"rights_holder": "a\nb"}, "/rights_holder"),
        ({"rights_holder": "x" * 201}, "/rights_holder"),
        ({"accessibility": "perfect"}, "/accessibility"),
        ({"accessibility_note": "x" * 501}, "/accessibility_note"),
        ({"owner": "norfolk"}, "/owner"),
        ({"organisation": str(new_id())}, "/organisation"),
        ({"sha256": "0" * 64}, "/sha256"),
        ({"media_type": "text/html"}, "/media_type"),
        ({"name": "evil.html"}, "/name"),
        ({"accessibilityNote": "x"}, "/accessibilityNote"),
        ({"__proto__": "x"}, "/__proto__"),
        ({"version": "9"}, "/version"),
    ],
)
def test_a_bad_field_is_a_400_by_pointer_and_leaves_nothing(world: World, change: dict[str, str], pointer: str) -> None:
    cora = world.api("cora")
    before = state(), stored()
    answer = cora.upload(PATH, sent(), {**FORM, **change})
    assert (answer.status, answer.pointers) == (400, [pointer])
    assert (state(), stored()) == before


@pytest.mark.parametrize("missing", ["licence", "rights_holder"])
def test_what_must_be_said_must_be_said(world: World, missing: str) -> None:
    answer = world.api("cora").upload(PATH, sent(), {name: value for name, value in FORM.items() if name != missing})
    assert (answer.status, answer.pointers) == (400, [f"/{missing}"])


# Who


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_send(world: World, person: str) -> None:
    before = stored()
    answer = world.api(person).upload(PATH, sent(), FORM)
    assert answer.status == (201 if person in KEEPERS else 403)
    assert len(stored() - before) == Asset.objects.count() == (1 if person in KEEPERS else 0)


@pytest.mark.parametrize("key", [None, "bad", "unknown1.secret"])
def test_without_a_good_key_nothing_is_read(world: World, key: str | None) -> None:
    before = state(), stored()
    answer = Api(key).upload(PATH, sent(), FORM)
    assert (answer.status, answer.slug) == (401, "not-authenticated")
    assert (state(), stored()) == before


@pytest.mark.parametrize("person", ["cora", "petra", "rosa", "lila"])
def test_members_of_the_organisation_see_it(world: World, person: str) -> None:
    asset = keep(world)
    api = world.api(person)
    assert api.get(of(asset)).json()["id"] == str(asset.pk)
    assert [row["id"] for row in api.get(PATH).json()["items"]] == [str(asset.pk)]
    assert api.get(f"{of(asset)}/content").body == files.VTT


@pytest.mark.parametrize("person", ["nell", "nora", "ned", "sadie", "hana", "hope"])
def test_for_everybody_else_it_is_not_there(world: World, person: str) -> None:
    asset = keep(world)
    world.published(details=showing(asset))  # not even then, in the workspace
    api, nowhere = world.api(person), f"{PATH}/{new_id()}"
    before = state()
    for tail in ("", "/content"):
        hidden, never_was = (api.get(path + tail, x_request_id="same") for path in (of(asset), nowhere))
        assert (hidden.status, hidden.body) == (404, never_was.body)
    assert api.get(PATH).json()["items"] == []
    changed = api.patch(of(asset), {"accessibility": "partly"}, if_match='"v1"')
    assert changed.status == (403 if person in {"ned", "hope"} else 404)  # these two change no file anywhere
    assert state() == before


def test_a_stranger_with_the_right_role_learns_nothing_by_a_wrong_version(world: World) -> None:
    asset = keep(world)
    nell = world.api("nell")
    answers = [
        nell.patch(path, {"accessibility": "partly"}, if_match='"v9"', x_request_id="same").body
        for path in (of(asset), f"{PATH}/{new_id()}")
    ]
    assert answers[0] == answers[1]


# Faults


def test_a_full_disk_is_a_503_that_leaves_nothing_and_can_be_repeated(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cora = world.api("cora")
    before = state(), stored()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.files.storage.FileSystemStorage._save", _no_space)
        answer = cora.upload(PATH, sent(), FORM, idempotency_key='"once"')
    assert (answer.status, answer.slug) == (503, "storage-unavailable")
    assert "Retry-After" in answer.headers
    assert (state(), stored()) == before
    assert cora.upload(PATH, sent(), FORM, idempotency_key='"once"').status == 201


def _no_space(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


# Changing


def test_details_change_with_the_version_that_was_read(world: World) -> None:
    asset, cora = keep(world), world.api("cora")
    etag = cora.get(of(asset)).etag
    answer = cora.patch(of(asset), {"accessibility": "partly", "licence": "CC-BY-ND-4.0"}, if_match=etag)
    assert (answer.status, answer.etag) == (200, '"v2"')
    assert (answer.json()["accessibility"], answer.json()["licence"]["adaptable"]) == ("partly", False)
    assert answer.json()["rights_holder"] == "The SUN Network"


@pytest.mark.parametrize(("if_match", "status"), [(None, 428), ('"v9"', 412), ('W/"v1"', 412), ("v1", 400), ("*", 428)])
def test_without_the_right_version_nothing_changes(world: World, if_match: str | None, status: int) -> None:
    asset = keep(world)
    assert world.api("cora").patch(of(asset), {"accessibility": "partly"}, if_match=if_match).status == status
    assert Asset.objects.get().accessibility == "not_checked"


@pytest.mark.parametrize("person", ["petra", "rosa", "ada", "lila"])
def test_other_roles_change_nothing(world: World, person: str) -> None:
    asset = keep(world)
    assert world.api(person).patch(of(asset), {"accessibility": "partly"}, if_match='"v1"').status == 403
    assert Asset.objects.get().version == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"licence": "WTFPL"}, "/licence"),
        ({"licence": None}, "/licence"),
        ({"accessibility": "perfect"}, "/accessibility"),
        ({"rights_holder": ""}, "/rights_holder"),
        ({"rights_holder": 5}, "/rights_holder"),
        ({"accessibility_note": "a\u0000b"}, "/accessibility_note"),
        ({"sha256": "0" * 64}, "/sha256"),
        ({"name": "evil.html"}, "/name"),
        ({"media_type": "text/html"}, "/media_type"),
        ({"owner": str(new_id())}, "/owner"),
        ({"organisation": "norfolk"}, "/organisation"),
        ({"version": 5}, "/version"),
        ({"file": "assets/other"}, "/file"),
        ({"__proto__": {"a": 1}}, "/__proto__"),
    ],
)
def test_a_bad_change_is_refused_by_pointer(world: World, body: dict[str, Any], pointer: str) -> None:
    asset, cora = keep(world), world.api("cora")
    before = state()
    answer = cora.patch(of(asset), body, if_match='"v1"')
    assert (answer.status, answer.pointers) == (400, [pointer])
    assert state() == before


def test_the_public_sees_a_change_at_once(world: World) -> None:
    asset = keep(world)
    item = world.published(details=showing(asset))
    public, path = Api(), f"/v1/resources/{item.slug}"
    before = public.get(path)
    world.api("cora").patch(of(asset), {"accessibility": "partly", "accessibility_note": "New."}, if_match='"v1"')
    after = public.get(path, if_none_match=before.etag)
    assert (after.status, after.json()["files"][0]["accessibility_note"]) == (200, "New.")
    assert public.get(address(asset)).status == 200


# Fetching back


def test_content_is_a_download_that_nobody_keeps(world: World) -> None:
    asset = keep(world, files.image("PNG"), "mugs.png")
    headers = world.api("rosa").get(f"{of(asset)}/content").headers
    assert headers["Content-Disposition"] == 'attachment; filename="mugs.png"'
    assert headers["Cache-Control"] == "no-store"
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_content_comes_in_parts_too(world: World) -> None:
    asset = keep(world)
    path = f"{of(asset)}/content"
    part = world.api("cora").get(path, range="bytes=0-5")
    assert (part.status, part.body) == (206, b"WEBVTT")
    assert world.api("cora").get(path, range="bytes=9999-").status == 416


@pytest.mark.parametrize("headers", [{}, {"if_none_match": "*"}, {"range": "bytes=0-3"}])
def test_content_of_an_unpublished_file_is_never_open(world: World, headers: dict[str, str]) -> None:
    asset = keep(world)
    assert Api().get(f"{of(asset)}/content", **headers).status == 401
    assert world.api("nell").get(f"{of(asset)}/content", **headers).status == 404


# Listing


def test_the_list_is_paged_newest_first(world: World) -> None:
    assets = [keep(world, name=f"file-{number}.vtt") for number in range(3)]
    cora = world.api("cora")
    first = cora.get(PATH, {"page_size": 2})
    rest = cora.get(first.json()["next"].partition("8000")[2])
    names = [row["name"] for row in [*first.json()["items"], *rest.json()["items"]]]
    assert names == [asset.name for asset in reversed(assets)]
    assert rest.json()["next"] is None


@pytest.mark.parametrize("query", ["owner=norfolk", "order=name", "page_size=0", "page_token=zzz", "q=x"])
def test_the_list_takes_nothing_else(world: World, query: str) -> None:
    assert world.api("cora").get(f"{PATH}?{query}").status == 400


def test_a_page_of_somebody_elses_list_shows_ones_own(world: World) -> None:
    """A token is a place in an order, not a right: with Cora's token Nell gets what is hers from there on."""
    mine = keep(world, by="nell")
    for _ in range(2):
        keep(world)
    token = world.api("cora").get(PATH, {"page_size": 1}).json()["next"].partition("page_token=")[2]
    rows = world.api("nell").get(PATH, {"page_size": 1, "page_token": token}).json()["items"]
    assert [row["id"] for row in rows] == [str(mine.pk)]
