"""Quotes in what is published: where they stand, and for whom."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from library.accounts.models import Organisation
from library.catalogue.models import Entry, Item
from library.editions import actions as editions
from library.editions.actions.publication import QuoteWithoutConsent, publish_edition
from library.editions.entries import current_edition
from library.editions.making import kept_or_made, ready
from library.editions.materials import Material, gather
from library.editions.models import Edition, Reference
from library.editions.quotes import quotes_for
from library.editions.reading import read_item
from library.editions.renditions import rendition
from library.publishing.actions.release import NotReadyToPublish
from library.publishing.moves import parsed_document
from library.syndication.embed_making import EMBED_PAGE
from tests.adaptations import Place, sections
from tests.texts import text
from tests.voices import Voices, section
from tests.worlds import World

WORDS = "It helped me to talk."


@pytest.fixture
def voices(world: World) -> Voices:
    return Voices(world)


def detail(item: Item, now: Any) -> dict[str, Any]:
    return json.loads(read_item(item.kind, item.slug, None, known=[], now=now).document or b"")


def rendered(item: Item, name: str, now: Any) -> str:
    return (rendition(item.kind, item.slug, None, name, known=[], now=now).kept.content or b"").decode()


def shown(item: Item, channel: str, now: Any, organisation: Organisation | None = None) -> list[str]:
    edition = Edition.objects.filter(item=item).latest("number")
    return [quote.text for quote in quotes_for(edition, channel=channel, organisation=organisation, now=now)]


def test_the_words_stand_in_the_text_with_the_name_that_their_owner_chose(voices: Voices, world: World) -> None:
    item = voices.published(voices.agreed(WORDS))
    told = detail(item, world.now())
    assert told["sections"][0]["markdown"].splitlines()[2:5] == ["> It helped me to talk.", ">", "> — Robin"]
    assert "<blockquote><p>It helped me to talk.</p>" in told["sections"][0]["html"]
    assert [(one["text"], one["attribution"]) for one in told["testimonials"]] == [(WORDS, "Robin")]


def test_nobody_is_named_who_wants_no_name(voices: Voices, world: World) -> None:
    item = voices.published(voices.agreed(WORDS, attribution="anonymous", shown_name=""))
    told = detail(item, world.now())
    assert told["testimonials"][0]["attribution"] is None
    assert "Robin" not in json.dumps(told)


def test_an_edition_holds_the_id_and_never_the_words(voices: Voices) -> None:
    quote = voices.agreed(WORDS)
    edition = Edition.objects.get(item=voices.published(quote))
    assert WORDS not in edition.document + edition.source
    assert Reference.objects.get(edition=edition, kind="quote").target == quote.pk


def test_searching_never_finds_somebody_by_their_words(voices: Voices) -> None:
    item = voices.published(voices.agreed("Canaryword helped me."))
    assert "Canaryword" not in Entry.objects.get(item=item).text


@pytest.mark.parametrize(
    ("channels", "names"),
    [
        (("web",), {"page.html", "text.txt"}),
        (("print",), {"document.docx"}),
        (("api",), {"text.md"}),
        (("embed",), {"fragment.html"}),
        (("social", "training"), set()),
    ],
)
def test_a_rendition_shows_what_was_agreed_for_what_it_is(
    voices: Voices, world: World, channels: tuple[str, ...], names: set[str]
) -> None:
    item = voices.published(voices.agreed("Canary words", channels=channels, attribution="anonymous", shown_name=""))
    material = gather(Entry.objects.get(item=item), now=world.now())
    holding = {
        name
        for name in ("page.html", "text.txt", "text.md", "fragment.html", "document.docx")
        if "quote:" + str(material.document.sections[0].body.split("quote:")[1][:36]) in material.sheet_for(name).labels
    }
    assert holding == names


def test_a_page_shows_the_words_as_said_words(voices: Voices, world: World) -> None:
    item = voices.published(voices.agreed(WORDS))
    assert "<blockquote><p>It helped me to talk.</p>" in rendered(item, "page.html", world.now())


def test_a_case_study_tells_what_people_said(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    item = world.published(kind="case_study", details={**_details(world), "testimonials": [str(quote.pk)]})
    assert detail(item, world.now())["testimonials"][0]["text"] == WORDS
    assert "What people said" in rendered(item, "text.txt", world.now())


def test_a_case_study_without_words_has_no_heading_for_them(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    item = world.published(kind="case_study", details={**_details(world), "testimonials": [str(quote.pk)]})
    voices.withdraw(quote)
    assert "What people said" not in rendered(item, "text.txt", world.now())


def test_a_consent_for_print_alone_changes_what_is_kept_of_the_page(voices: Voices, world: World) -> None:
    quote = voices.approved(WORDS)
    voices.agree(quote, channels=("training",))
    item = voices.published(quote)
    before = Entry.objects.get(item=item).etag
    voices.agree(quote, channels=("print",))
    assert read_item(item.kind, item.slug, None, known=[], now=world.now()).etag != before


# Refused, or left out


def test_a_text_with_a_quote_without_consent_is_not_published(voices: Voices, world: World) -> None:
    quote = voices.approved(WORDS)
    with pytest.raises(NotReadyToPublish) as refused:
        voices.published(quote)
    assert [fault.pointer for fault in refused.value.errors] == ["/sections/0/body"]
    assert "There is no consent on record." in refused.value.errors[0].detail


@pytest.mark.parametrize("named", ["01996a10-0000-7000-8000-000000000061", "a-warm-room"])
def test_a_quote_that_there_is_not_is_not_published(world: World, named: Any) -> None:
    with pytest.raises(NotReadyToPublish) as refused:
        world.published(sections=[section(named)])
    assert "There is no testimonial of this id" in refused.value.errors[0].detail


def test_the_door_itself_refuses_it_too(voices: Voices, world: World) -> None:
    draft = world.draft(sections=[section(voices.approved(WORDS))])
    with pytest.raises(QuoteWithoutConsent):
        publish_edition(
            item=draft.item,
            document=parsed_document(draft),
            change_class="content",
            note="",
            sign_offs=[],
            by=world.by("petra"),
            published_by=None,
            at=world.now(),
        )


def test_an_adaptation_leaves_a_quote_out_until_its_organisation_is_named(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    here = Place(world, sections=_template_with(quote))
    adaptation = here.published()
    assert detail(adaptation.item, world.now())["testimonials"] == []
    assert WORDS not in rendered(adaptation.item, "text.txt", world.now())
    voices.agree(quote, controllers=("norfolk",))
    assert detail(adaptation.item, world.now())["testimonials"][0]["text"] == WORDS
    assert WORDS in rendered(adaptation.item, "text.txt", world.now())


def test_an_adaptation_of_what_only_the_adapter_may_show_leaves_it_out_as_well(voices: Voices, world: World) -> None:
    quote = voices.approved(WORDS)
    ours = voices.agree(quote)
    here = Place(world, sections=_template_with(quote))
    adaptation = here.published()
    voices.agree(quote, controllers=("norfolk",), replaces=ours.pk)
    assert shown(adaptation.item, "web", world.now()) == []


def test_who_else_shows_it_must_be_named_as_well(voices: Voices, world: World) -> None:
    item = voices.published(voices.agreed(WORDS, controllers=("sun", "norfolk")))
    norfolk, suffolk = (Organisation.objects.get(code=code) for code in ("norfolk", "suffolk"))
    assert shown(item, "embed", world.now()) == [WORDS]
    assert shown(item, "embed", world.now(), norfolk) == [WORDS]
    assert shown(item, "embed", world.now(), suffolk) == []


# Time


def test_at_its_end_the_quote_is_hidden_with_nobody_doing_anything(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS, expires_at=world.clock + timedelta(days=3))
    item = voices.published(quote)
    end = quote.consents.get().expires_at
    fresh = read_item(item.kind, item.slug, None, known=[], now=world.now())
    assert fresh.fresh_until == end
    assert WORDS.encode() in (fresh.document or b"")
    assert WORDS.encode() not in (read_item(item.kind, item.slug, None, known=[], now=end).document or b"")
    assert WORDS not in rendered(item, "page.html", end)


def test_words_that_have_changed_are_hidden_until_they_are_approved(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    editions.change_words(
        testimonial=quote, words="Other words.", expected_version=quote.version, by=world.by("cora"), at=world.now()
    )
    assert detail(item, world.now())["testimonials"] == []


# While it is being made


def test_what_was_made_while_consent_was_withdrawn_is_not_even_sent(voices: Voices, world: World) -> None:
    quote = voices.agreed(WORDS)
    item = voices.published(quote)
    material = gather(Entry.objects.get(item=item), now=world.now())
    voices.withdraw(quote)
    assert WORDS.encode() not in (ready(material, "text.txt", known=[], now=world.clock).content or b"")


def test_a_text_with_quotes_has_no_permanent_address(voices: Voices, world: World) -> None:
    item = voices.published(voices.agreed(WORDS))
    assert not rendition(item.kind, item.slug, None, "text.txt", known=[], now=world.now()).is_permanent
    plain = world.published()
    assert rendition(plain.kind, plain.slug, None, "text.txt", known=[], now=world.now()).is_permanent


def test_the_current_edition_is_what_counts(voices: Voices, world: World) -> None:
    item = voices.published(voices.agreed(WORDS))
    world.republished(item, sections=[{"id": "voices", "heading": "Voices", "body": "Nobody speaks."}])
    assert shown(item, "web", world.now()) == []
    assert current_edition(Entry.objects.get(item=item)).number == 2


def _template_with(quote: Any) -> list[dict[str, Any]]:
    return [*sections(), {**section(quote), "policy": "locked"}]


def _details(world: World) -> dict[str, Any]:
    return text("case_study")["details"]


def test_what_changes_meanwhile_changes_no_edition(voices: Voices, world: World) -> None:
    """A page that is pinned to an edition is made while its quote is taken back, and again without it: of that edition."""
    item = voices.published(quote := voices.agreed(WORDS), title="First")
    world.republished(item, title="Second")
    entry = Entry.objects.get(item=item)
    first = Edition.objects.get(item=item, number=1)
    made: list[bytes] = []

    def make(material: Material) -> bytes:
        if not made:
            voices.withdraw(quote, at=timezone.now())
        made.append(f"{material.document.title} {sorted(material.quotes.texts('embed', material.now))}".encode())
        return made[-1]

    material = gather(entry, now=world.now(), edition=first)
    kept = kept_or_made(material, EMBED_PAGE, make, known=[], now=world.now())
    assert bytes(kept.content or b"") == b"First []"
    assert len(made) == 2
