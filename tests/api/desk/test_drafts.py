"""Writing, reviewing and publishing at the desk."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from library.directory.actions import add_contact_point, retire_contact_point
from library.directory.models import ContactPoint
from library.history.models import Event
from library.publishing import actions
from library.publishing.models import Draft, Review
from tests.api.desk.paper import fill_in
from tests.api.desk.sitting import address, all_well, list_of, newest_event, sit_down
from tests.worlds import World


def again(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


def test_a_text_is_saved_by_its_action(cora: Client, world: World) -> None:
    draft = world.draft()
    answer = fill_in(
        cora,
        address(draft),
        **{"document/title": "A better title", "document/sections/0/body": "New words.\r\n\r\nAnd more."},
    )
    saved = again(draft)
    assert answer.status_code == 302
    assert saved.document["title"] == "A better title"
    assert saved.document["sections"][0]["body"] == "New words.\n\nAnd more."
    assert saved.version == draft.version + 1
    assert newest_event().type == "draft.saved"


def test_saving_without_a_change_changes_nothing(cora: Client, world: World) -> None:
    for kind in ("resource", "case_study", "leaflet", "training"):
        draft = world.approved(kind=kind)
        assert fill_in(cora, address(draft)).status_code == 302
        saved = again(draft)
        assert (saved.version, saved.state, saved.document_hash) == (draft.version, "approved", draft.document_hash)


WRONG = (
    ("document/title", "", "Title"),
    ("document/sections/1/heading", "", "Sections 2, heading"),
    ("document/sections/0/body", "Ring {{contact:}} now", "Sections 1, body"),
    ("document/citations/0/url", "http://example.org", "Citations 1, url"),
)


def test_what_is_wrong_in_a_text_is_said_at_its_place(cora: Client, world: World) -> None:
    draft = world.draft()
    for control, typed, where in WRONG:
        page = fill_in(cora, address(draft), **{control: typed})
        assert [place.where for place in page.context["form"].places] == [where]
        assert f'id="id_{control.replace("/", "-")}_error"' in page.content.decode()
    assert again(draft).version == draft.version


def test_a_refused_text_keeps_what_was_typed(cora: Client, world: World) -> None:
    draft = world.draft()
    page = fill_in(
        cora, address(draft), **{"document/title": "", "document/sections/0/body": "A <b>long</b> evening's work"}
    )
    assert "A &lt;b&gt;long&lt;/b&gt; evening&#x27;s work" in page.content.decode()


def test_a_stale_text_is_refused_kept_and_compared(cora: Client, world: World) -> None:
    draft = world.draft(title="First")
    world.edited(draft.item, title="Theirs")
    page = fill_in(cora, address(draft), **{"version": str(draft.version), "document/title": "Mine"})
    text = page.content.decode()
    assert again(draft).document["title"] == "Theirs"
    assert 'value="Mine"' in text
    assert "How yours differs" in text
    assert f'name="version" value="{draft.version + 1}"' in text


def test_kind_and_language_are_not_the_forms_to_change(cora: Client, world: World) -> None:
    draft = world.draft()
    fill_in(
        cora, address(draft), **{"document/kind": "training", "document/language": "cy", "document/title": "Changed"}
    )
    saved = again(draft)
    assert (saved.document["kind"], saved.document["language"], saved.document["title"]) == (
        "resource",
        "en-GB",
        "Changed",
    )


def test_a_draft_goes_from_writing_to_the_public(world: World, cora: Client, petra: Client) -> None:
    draft = world.draft(title="Help for carers")
    fill_in(cora, address(draft, "submit"), note="All of it is new.")
    for name, kind in (("lila", "lived_experience"), ("clive", "clinical")):
        fill_in(
            sit_down(world, name), address(draft, "review"), scope="whole", decision="approved", **all_well(draft, kind)
        )
    assert again(draft).state == "approved"
    answer = fill_in(petra, address(draft, "publish"), change_class="content", note="First edition.")
    assert answer["Location"] == address(draft.item)
    draft.item.refresh_from_db()
    assert draft.item.standing == "published"


def test_a_review_is_bound_to_the_text_that_was_shown(world: World) -> None:
    draft = world.in_review()
    lila = sit_down(world, "lila")
    shown = draft.document_hash
    world.in_review(world.edited(draft.item, title="Changed meanwhile"))
    page = fill_in(
        lila,
        address(draft, "review"),
        scope="whole",
        decision="approved",
        document_hash=shown,
        **all_well(draft, "lived_experience"),
    )
    assert page.status_code == 409
    assert not Review.objects.exists()
    assert again(draft).document_hash in page.content.decode(), "the next answer is about the text that is shown now"


def test_asking_for_changes_needs_a_comment(world: World) -> None:
    draft = world.in_review()
    page = fill_in(
        sit_down(world, "clive"),
        address(draft, "review"),
        kind="clinical",
        scope="whole",
        decision="changes_requested",
        comment="",
    )
    assert page.context["form"].errors["comment"] == ["Needed when you ask for changes."]
    assert again(draft).state == "in_review"


def test_nobody_signs_off_their_own_work(world: World) -> None:
    world.join("both", "sun", ["curator", "reviewer"], ["clinical"])
    draft = world.in_review(curator="both")
    page = fill_in(
        sit_down(world, "both"),
        address(draft, "review"),
        scope="whole",
        decision="approved",
        **all_well(draft, "clinical"),
    )
    assert "somebody else signs it off" in page.content.decode()
    assert not Review.objects.exists()


def test_publishing_what_is_not_ready_says_everything_that_is_missing(world: World, petra: Client) -> None:
    contact = add_contact_point(
        slug="helpline", name="Helpline", kind="short_voice", value="116000", by=world.by("cora"), at=world.now()
    )
    draft = world.approved(sections=[{"id": "a", "heading": "A", "body": "Ring {{contact:helpline}}."}])
    yesterday = (timezone.now() - timedelta(days=1)).date()
    retire_contact_point(contact=contact, valid_to=yesterday, expected_version=1, by=world.by("cora"), at=world.now())
    page = fill_in(petra, address(draft, "publish"), note="First edition.")
    assert [place.where for place in page.context["form"].places] == ["Sections 1, body"]
    assert again(draft).state == "approved"


def test_scheduling_and_calling_it_off(world: World, petra: Client) -> None:
    draft = world.approved()
    fill_in(petra, address(draft, "schedule"), publish_at="2099-06-01T09:00", note="As planned.")
    assert again(draft).publish_at.isoformat() == "2099-06-01T08:00:00+00:00", "nine o'clock in a British summer"
    fill_in(petra, address(draft, "unschedule"))
    assert again(draft).state == "approved"


def test_a_time_that_has_passed_is_refused_at_its_field(world: World, petra: Client) -> None:
    draft = world.approved()
    page = fill_in(petra, address(draft, "schedule"), publish_at="2001-06-01T09:00", note="As planned.")
    assert "publish_at" in page.context["form"].errors


def test_a_scheduled_text_is_read_only(world: World, cora: Client) -> None:
    draft = world.scheduled()
    page = cora.get(address(draft))
    cora.post(address(draft), {"version": str(draft.version), "document/title": "Changed"})
    assert page.context["form"] is None
    assert again(draft).document["title"] == draft.document["title"]


def test_recalling_and_discarding(world: World, cora: Client) -> None:
    draft = world.in_review()
    fill_in(cora, address(draft, "recall"))
    assert again(draft).state == "draft"
    fill_in(cora, address(draft, "discard"))
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_a_step_that_does_not_fit_the_state_leads_back_with_a_word(world: World, cora: Client) -> None:
    draft = world.draft()
    before = Event.objects.count()
    answer = cora.post(address(draft, "recall"), {"version": "1"}, follow=True)
    assert "is not to be done now" in answer.content.decode()
    assert Event.objects.count() == before


def test_a_stale_step_is_refused(world: World, cora: Client) -> None:
    draft = world.draft()
    page = fill_in(cora, address(draft, "submit"), version=str(draft.version + 7))
    assert page.status_code == 409
    assert again(draft).state == "draft"


def test_the_page_of_a_draft_says_what_is_missing_and_what_reviewers_said(world: World, cora: Client) -> None:
    draft = world.changes_requested(summary="")
    page = cora.get(address(draft))
    assert dict(page.context["sign_offs"])["Clinical"].endswith("Missing</span>")
    assert [place.where for place in page.context["missing"]] == ["Summary", "Review"]
    assert [review["comment"] for review in page.context["reviews"]] == ["Please look again."]


def test_a_reviewer_reads_and_does_not_write(world: World) -> None:
    draft = world.in_review(title="To be read")
    clive = sit_down(world, "clive")
    page = clive.get(address(draft))
    assert page.context["form"] is None
    assert "Words for people who care for somebody." in page.content.decode()
    clive.post(address(draft), {"version": "2", "document/title": "Written by a reviewer"})
    assert again(draft).document["title"] == "To be read"


def test_the_preview_shows_the_text_as_it_will_look(world: World, cora: Client) -> None:
    draft = world.draft(title="Help <for> carers")
    page = cora.get(address(draft, "preview"))
    text = page.content.decode()
    assert "Help &lt;for&gt; carers" in text
    assert '<a href="tel:116123"' in text
    assert "{{contact" not in text


def test_the_comparison_tells_what_changed(world: World, cora: Client) -> None:
    item = world.published(title="Help for carers")
    draft = world.edited(item, title="Help for young carers")
    page = cora.get(address(draft, "compare"))
    assert [change.where for change in page.context["changes"]] == ["Title"]
    assert "Help for young carers" in page.content.decode()


def test_reviewing_what_is_out_moves_its_dates(world: World) -> None:
    item = world.published()
    edition = item.editions.get()
    before = item.last_reviewed
    fill_in(sit_down(world, "clive"), address(edition, "review"), decision="approved", **all_well(edition, "clinical"))
    item.refresh_from_db()
    assert item.last_reviewed > before


def test_the_list_of_drafts_takes_as_many_queries_for_many_as_for_few(world: World, cora: Client) -> None:
    counts = []
    for _ in range(2):
        world.in_review()
        world.reviewed(world.in_review(), "lila", "lived_experience")
        with CaptureQueriesContext(connection) as queries:
            cora.get(list_of("publishing_draft"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_the_schedule_refused_is_on_the_start_page(world: World, petra: Client) -> None:
    draft = world.scheduled()
    samaritans = ContactPoint.objects.get(slug="samaritans")
    retire_contact_point(
        contact=samaritans,
        valid_to=world.clock.date() - timedelta(days=1),
        expected_version=1,
        by=world.by("cora"),
        at=world.now(),
    )
    actions.publish_due(at=world.clock + timedelta(days=1))
    queues = {queue.title: queue for queue in petra.get("/desk/").context["mine"]}
    assert [matter.name for matter in queues["Refused at their time"].matters] == [draft.document["title"]]
