"""Bringing files in over HTTP: by those who may, with everything that became of them, and refused without a trace."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.models import Asset, Item
from library.history.models import Event
from library.ids import new_id
from library.publishing.models import Draft, Import
from tests.files import image
from tests.imports.brought_in import FORM, MARKDOWN, brought_in, brought_into
from tests.imports.hostile import docx, hostile, odt
from tests.imports.ten import MAKERS, TEN, made
from tests.imports.word import WordMaker
from tests.kept import sent
from tests.state import state
from tests.worlds import World

PATH = "/v1/workspace/imports"
EVERYBODY = ["cora", "nell", "hana", "ada", "petra", "lila", "rosa", "ned", "nadia"]
FILES = hostile()


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def file(data: bytes = MARKDOWN, name: str = "waiting.md") -> Any:
    return sent(data, name)


def test_a_file_becomes_an_item_with_a_draft_and_a_report(world: World) -> None:
    answer = world.api("cora").upload(PATH, file(), {**FORM, "topics": "eating-disorders", "audiences": "carers"})
    said = answer.json()
    draft = Draft.objects.get(pk=said["draft"])
    assert (answer.status, answer.headers["Location"].endswith(f"{PATH}/{said['id']}")) == (201, True)
    assert (said["kind"], said["file_name"], said["size"]) == ("markdown", "waiting.md", len(MARKDOWN))
    assert (draft.item.slug, draft.state, draft.document["title"]) == ("waiting-well", "draft", "Waiting well")
    assert [section["heading"] for section in draft.document["sections"]] == ["Waiting well", "Who listens"]
    assert {section["policy"] for section in draft.document["sections"]} == {"locked"}
    assert [(one["what"], one["pointer"], one["excerpt"]) for one in said["remarks"] if one["fate"] == "left_out"] == [
        ("struck-out", "/sections/1/body", "Never")
    ]


def test_the_report_is_there_to_read_again(world: World) -> None:
    api = world.api("cora")
    made_now = api.upload(PATH, file(), FORM).json()
    assert api.get(f"{PATH}/{made_now['id']}").json() == made_now
    assert [one["id"] for one in api.get(PATH, {"draft": made_now["draft"]}).json()["items"]] == [made_now["id"]]


def test_a_listing_takes_two_queries(world: World, django_assert_max_num_queries: Any) -> None:
    brought_in(world)
    brought_in(world, slug="another")
    api = world.api("cora")
    api.get(PATH)
    with django_assert_max_num_queries(5):
        assert len(api.get(PATH).json()["items"]) == 2


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("name", ["pictures", "right_to_left", "changes"])
def test_every_format_becomes_a_draft(world: World, kind: str, name: str) -> None:
    maker, data = made(kind, name)
    answer = world.api("cora").upload(PATH, file(data, f"{name}.{maker.extension}"), {**FORM, "slug": "brought-in"})
    assert (answer.status, answer.json()["kind"]) == (201, kind)


def test_pictures_are_kept_and_those_without_words_wait(world: World) -> None:
    _, data = made("docx", "pictures")
    said = world.api("cora").upload(PATH, file(data, "a.docx"), FORM).json()
    draft = Draft.objects.get(pk=said["draft"])
    assert [(one["key"], one["alt"]) for one in draft.document["images"]] == [
        ("picture-1", "Two friends share a table in a garden")
    ]
    assert [one["key"] for one in said["pictures"]] == ["picture-2"]
    assert Asset.objects.filter(pk=said["pictures"][0]["asset"], licence__spdx="CC-BY-4.0").exists()


def test_a_picture_that_waits_keeps_its_draft_from_going_out(world: World) -> None:
    _, data = made("docx", "pictures")
    draft = brought_in(world, data, "a.docx").draft
    ready = world.api("cora").get(f"/v1/workspace/drafts/{draft.pk}").json()["ready"]
    assert any("[picture-2]" in one["detail"] for one in ready)


@pytest.mark.parametrize(("contacts", "text"), [("offer", "on 116 123."), ("replace", "on {{contact:samaritans}}.")])
def test_numbers_are_offered_or_put_in(world: World, contacts: str, text: str) -> None:
    said = world.api("cora").upload(PATH, file(), {**FORM, "contacts": contacts}).json()
    body = Draft.objects.get(pk=said["draft"]).document["sections"][1]["body"]
    offered = [(one["pointer"], one["shown"], [two["slug"] for two in one["contacts"]]) for one in said["contacts"]]
    assert text in body
    assert offered == ([("/sections/1/body", "116 123", ["samaritans"])] if contacts == "offer" else [])


def test_an_offer_says_which_characters_it_is_about(world: World) -> None:
    report = brought_in(world)
    offer = world.api("cora").get(f"{PATH}/{report.pk}").json()["contacts"][0]
    start, end = offer["span"]
    assert report.draft.document["sections"][1]["body"][start:end] == "116 123"


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_steward_s_curators_bring_items_in_and_nobody_else(world: World, person: str) -> None:
    api = world.api(person)
    before = state()
    answer = api.upload(PATH, file(), FORM)
    assert answer.status == (201 if person in {"cora", "hana"} else 403)
    assert (state() == before) == (answer.status == 403)


@pytest.mark.parametrize("key", [None, "nonsense", "cpl_00000000.nonsense"])
def test_no_key_or_a_bad_one_brings_nothing_in(world: World, key: str | None) -> None:
    api = world.api("cora")
    before = state()
    api.key = key
    assert api.upload(PATH, file(), FORM).status == 401
    assert state() == before


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_with_its_reason_and_leaves_no_trace(world: World, name: str) -> None:
    data, file_name, slug = FILES[name]
    api = world.api("cora")
    before = state()
    answer = api.upload(PATH, file(data, file_name), FORM)
    assert (answer.status, answer.slug if data else "file-empty") == (400, slug)
    assert state() == before


def test_a_hundred_megabytes_are_refused_before_they_are_looked_at(world: World) -> None:
    api = world.api("cora")
    before = state()
    answer = api.upload(PATH, file(b"# A\n" + b" " * 100_000_000, "a.md"), FORM)
    assert (answer.status, answer.slug) == (413, "body-too-large")
    assert state() == before


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"kind": "poem"}, "/kind"),
        ({"kind": "training"}, "/delivery"),
        ({"licence": "NONE-1.0"}, "/licence"),
        ({"topics": "nothing-here"}, "/topics/0"),
        ({"language": "not a tag"}, "/language"),
        ({"language": "xx-yy-zz"}, "/language"),
        ({"slug": "Not A Slug"}, "/slug"),
        ({"contacts": "maybe"}, "/contacts"),
        ({"rights_holder": " "}, "/rights_holder"),
        ({"review_cycle_months": "37"}, "/review_cycle_months"),
        ({"is_health_content": "perhaps"}, "/is_health_content"),
        ({"title": "{{braces}}"}, "/title"),
        ({"published": "true"}, "/published"),
    ],
)
def test_what_is_said_beside_the_file_is_checked_by_name(world: World, fields: dict[str, str], pointer: str) -> None:
    api = world.api("cora")
    before = state()
    answer = api.upload(PATH, file(), {**FORM, **fields})
    assert (answer.status, answer.pointers) == (400, [pointer])
    assert state() == before


def test_the_same_key_brings_the_same_file_in_once(world: World) -> None:
    answers = [world.api("cora").upload(PATH, file(), FORM, idempotency_key='"once"') for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Import.objects.count() == 1


def test_a_slug_that_is_taken_is_said_before_a_picture_is_kept(world: World) -> None:
    brought_in(world)
    _, data = made("docx", "pictures")
    api = world.api("cora")
    before = state()
    answer = api.upload(PATH, file(data, "a.docx"), {**FORM, "slug": "waiting-well"})
    assert (answer.status, answer.slug) == (409, "slug-taken")
    assert state() == before


def into(draft: Draft) -> str:
    return f"/v1/workspace/drafts/{draft.pk}/import"


def test_a_file_takes_the_place_of_a_draft_s_text(world: World) -> None:
    draft = world.draft(sections=[{"id": "who-listens", "heading": "Old", "policy": "adaptable", "body": "Old."}])
    answer = world.api("cora").upload(into(draft), file(), {}, if_match=f'"v{draft.version}"')
    draft.refresh_from_db()
    assert (answer.status, answer.json()["draft_version"], draft.version) == (201, 2, 2)
    assert draft.document["title"] == "Waiting well"
    assert [(one["id"], one["policy"]) for one in draft.document["sections"]] == [
        ("waiting-well", "locked"),
        ("who-listens", "adaptable"),
    ]
    assert draft.document["citations"] != []


@pytest.mark.parametrize(
    ("if_match", "status", "slug"), [('"v9"', 412, "edit-conflict"), (None, 428, "if-match-required")]
)
def test_somebody_s_work_is_not_overwritten_unseen(world: World, if_match: str | None, status: int, slug: str) -> None:
    draft = world.draft()
    api = world.api("cora")
    before = state()
    headers = {"if_match": if_match} if if_match else {}
    answer = api.upload(into(draft), file(), {}, **headers)
    assert (answer.status, answer.slug) == (status, slug)
    assert state() == before


def test_a_scheduled_draft_is_not_overwritten(world: World) -> None:
    draft = world.scheduled(world.draft())
    api = world.api("cora")
    before = state()
    answer = api.upload(into(draft), file(), {}, if_match=f'"v{draft.version}"')
    assert (answer.status, answer.slug) == (409, "wrong-state")
    assert state() == before


@pytest.mark.parametrize(
    ("person", "status"), [("cora", 201), ("petra", 403), ("lila", 403), ("rosa", 403), ("hana", 404), ("nell", 404)]
)
def test_who_writes_in_a_draft_brings_files_into_it(world: World, person: str, status: int) -> None:
    draft = world.draft()
    answer = world.api(person).upload(into(draft), file(), {}, if_match=f'"v{draft.version}"')
    assert answer.status == status


def test_a_second_file_brings_a_second_report_in_place_of_the_first(world: World) -> None:
    draft = brought_in(world).draft
    second = brought_into(world, draft, b"# Other\n\nWords.")
    assert [report.pk for report in Import.objects.filter(draft=draft)] == [second.pk]


@pytest.mark.parametrize(
    ("person", "status"), [("cora", 204), ("petra", 403), ("rosa", 403), ("hana", 404), ("nell", 404)]
)
def test_a_report_is_dismissed_by_those_who_write(world: World, person: str, status: int) -> None:
    report = brought_in(world)
    assert world.api(person).delete(f"{PATH}/{report.pk}").status == status
    assert Import.objects.filter(pk=report.pk).exists() == (status != 204)
    assert Draft.objects.filter(pk=report.draft_id).exists()


@pytest.mark.parametrize("person", ["hana", "nell", "nadia"])
def test_another_organisation_s_report_is_as_unknown_as_none(world: World, person: str) -> None:
    report = brought_in(world)
    api = world.api(person)
    answers = [api.get(f"{PATH}/{id}", x_request_id="same") for id in (report.pk, new_id())]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].body == answers[1].body


def test_publication_ends_the_report(world: World) -> None:
    draft = world.draft()
    text = draft.document
    report = brought_into(world, draft)
    world.api("cora").put(f"/v1/workspace/drafts/{draft.pk}", {"document": text}, if_match='"v2"')
    world.publish(world.approved(Draft.objects.get(pk=draft.pk)))
    assert not Import.objects.filter(pk=report.pk).exists()


def test_history_keeps_the_hash_and_no_words(world: World) -> None:
    report = brought_in(world)
    event = Event.objects.get(type="import.made")
    assert (event.sha256, event.data) == (report.sha256, {"draft": str(report.draft_id)})


def test_no_author_of_the_file_is_kept(world: World) -> None:
    for number, kind in enumerate(("docx", "odt")):
        report = brought_in(world, made(kind, "changes")[1], f"a.{kind}", slug=f"item-{number}")
        assert "Canary" not in repr([report.remarks, report.draft.document])


def test_the_process_goes_on_after_all_of_them(world: World) -> None:
    for data in (docx()[:-40], odt("<text:p/>"), b"- " * 200_000):
        assert world.api("cora").upload(PATH, file(data, "a.docx"), FORM).status == 400
    assert world.api("cora").upload(PATH, file(), FORM).status == 201


def test_a_picture_that_is_a_bomb_is_named_and_left_out(world: World) -> None:
    maker = WordMaker()
    maker.para("Words", ("img", "A lake", image(size=(9000, 9000), mode="1")))
    said = world.api("cora").upload(PATH, file(maker.made(), "a.docx"), FORM).json()
    assert [(one["what"], one["excerpt"]) for one in said["remarks"] if one["fate"] == "left_out"] == [
        ("picture-refused", "A lake")
    ]
    assert not Item.objects.filter(pk=said["item"], standing="published").exists()


def test_all_ten_are_there() -> None:
    assert len(TEN) == 10
