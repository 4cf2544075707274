"""The page on which a web editor makes a snippet. It is whole without scripts: every step is a form that asks the same page."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.http import HttpResponse
from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.addressing import LanguageTag
from api.http.operations import operation
from api.http.requests import PlainText, Query, WholeNumber
from api.http.views import PublicView
from api.public.syndication.builder_page import CHOOSE, SEARCH, builder_page, policy
from library.catalogue.addresses import COLLECTIONS
from library.documents.vocabulary import ItemKind
from library.editions.archive import NoSuchEdition
from library.editions.reading import LanguageNotAvailable
from library.errors import Fault, Gone, Malformed, Moved, NotFound
from library.rendering.offers import HTML
from library.rendering.words import words_for
from library.syndication.builder import Subject, found_for, subject, topics
from library.syndication.choices import COLOURS, Choices, Chosen, choose
from library.syndication.embed_address import Embed, ItemEmbed, sandbox
from library.syndication.embed_offers import offer
from library.syndication.snippet import HEADING_LEVEL, HEADING_LEVELS

TITLE = "Show it on your website"
KIND_NAMES = {
    "resource": "Resources",
    "case_study": "Case studies",
    "leaflet": "Leaflets",
    "training": "Training",
    "adaptation": "Local versions of leaflets",
}
ONE_OF_A_KIND = {
    "resource": "A resource",
    "case_study": "A case study",
    "leaflet": "A leaflet",
    "training": "A training",
    "adaptation": "A local version of a leaflet",
}
LISTS = [(collection, KIND_NAMES[kind]) for kind, collection in COLLECTIONS.items()]
EVERY_LANGUAGE = [
    ("", "Each text’s own"),
    ("en-GB", "English, where there is one"),
    ("cy", "Welsh, where there is one"),
]


def _words(q: str) -> str:
    """A form sends spaces when nothing was typed."""
    return q.strip()


Typed = Annotated[PlainText, Field(max_length=60)]


class BuilderQuery(Query):
    """Everything may be left empty, as a form sends what was not filled in; what can't be used is said beside its field."""

    q: Annotated[PlainText, Field(max_length=200), AfterValidator(_words)] = Field(
        "", description="Words to search for."
    )
    kind: ItemKind | Literal[""] = Field("", description="Search only this kind.")
    item: Annotated[PlainText, Field(max_length=250)] = Field(
        "",
        description=(
            "What to show, as it stands after `/embed/` in its address: `leaflets/finding-support`, a list such as "
            "`leaflets`, or `topics/eating-disorders`."
        ),
    )
    place: Typed = Field("", description="`national`, `reader` (readers say where they live), or the code of an area.")
    language: LanguageTag | Literal[""] = Field("", description="BCP 47 tag.")
    edition: Typed = Field("", description="The edition to stay on; empty for the newest.")
    page_size: Typed = Field("", description="For lists: how many at first.")
    text: Typed = Field("", description="Colour of text, six hexadecimal digits.")
    background: Typed = Field("", description="Colour behind it.")
    link: Typed = Field("", description="Colour of links.")
    scheme: Literal["", "auto", "light", "dark"] = Field(
        "", description="Light or dark; `auto` follows each reader's device."
    )
    height: Typed = Field("", description="Least height in pixels.")
    heading_level: WholeNumber = Field(
        HEADING_LEVEL, ge=HEADING_LEVELS[0], le=HEADING_LEVELS[-1], description="Level of the title in the fallback."
    )

    @property
    def choices(self) -> Choices:
        return Choices(
            item=self.item,
            place=self.place,
            language=self.language or "",
            edition=self.edition,
            page_size=self.page_size,
            **{name: getattr(self, name) for name in COLOURS},
            scheme=self.scheme,
            height=self.height,
        )


class Builder(PublicView):
    @operation(
        id="build_embed",
        summary="Make a snippet for your page",
        description=(
            "For web editors: search, choose how it is to look, see it, and copy one snippet. For programs there is "
            "`/v1/{collection}/{slug}/embed`, which answers the same as JSON."
        ),
        query=BuilderQuery,
        produces=(HTML,),
        for_people=True,
        problems=(NotFound, LanguageNotAvailable, NoSuchEdition, Gone, Moved),
        example={"item": "leaflets/finding-support", "place": "reader"},
    )
    def get(self, request: Request) -> HttpResponse:
        page = self.chosen() if self.params.item else self.search()
        headers = {"Content-Security-Policy": policy(), "Referrer-Policy": "no-referrer"}
        return self.send(page, media_type=f"{HTML}; charset=utf-8", keys="catalogue", headers=headers)

    def search(self) -> bytes:
        params = self.params
        found = found_for(params.q, params.kind or None, now=self.at)
        return builder_page(
            SEARCH,
            title=TITLE,
            q=params.q,
            kind=params.kind,
            kinds=list(KIND_NAMES.items()),
            found=_heading(params.q, has_cards=bool(found.cards)),
            cards=[_row(card) for card in found.cards],
            more=found.has_more,
            did_you_mean=_spelling(found.did_you_mean, params.kind),
            lists=LISTS,
            topics=[(f"topics/{slug}", name) for slug, name in topics()],
        )

    def chosen(self) -> bytes:
        params, choices = self.params, self.params.choices
        about = subject(choices.item, choices.language or None, now=self.at)
        if about is None:
            raise Malformed(errors=[Fault("?item", "Nothing of ours can be embedded at this address.")])
        chosen = choose(choices)
        snippets = (
            offer(chosen.embed, height=chosen.height, heading_level=params.heading_level, now=self.at)
            if chosen.embed
            else None
        )
        return builder_page(
            CHOOSE,
            title=TITLE,
            choices={**vars(choices), "heading_level": params.heading_level},
            subject=_subject(about, choices),
            places=_places(about),
            languages=_languages(about),
            faults={
                "place": "",
                "edition": "",
                "page_size": "",
                "height": "",
                **dict.fromkeys(COLOURS, ""),
                **chosen.faults,
            },
            shades=chosen.shades,
            mended=_mended(chosen, params),
            heading_levels=list(HEADING_LEVELS),
            height=chosen.height,
            offer=snippets,
            sandbox=sandbox(finds_local=_finds_local(chosen.embed)),
        )


def _heading(q: str, *, has_cards: bool) -> str:
    if not q:
        return "The newest" if has_cards else "There is nothing here yet"
    return f"Found for “{q}”" if has_cards else f"Nothing found for “{q}”"


def _spelling(words: str | None, kind: str) -> dict[str, str] | None:
    return {"words": words, "query": urlencode({"q": words, "kind": kind})} if words else None


def _row(card: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(card)
    return {
        "item": f"{COLLECTIONS[found['kind']]}/{found['slug']}",
        "title": found["title"],
        "summary": found["summary"],
        "language": found["language"],
        "kind": ONE_OF_A_KIND[found["kind"]],
        "publisher": found["publisher"]["name"],
        "last_reviewed": words_for("en").format_date(date.fromisoformat(found["review"]["last_reviewed"])),
    }


def _subject(about: Subject, choices: Choices) -> dict[str, Any]:
    if about.kind is None:
        words = "A list, the newest first"
    else:
        words = f"{ONE_OF_A_KIND[about.kind]} of {about.publisher}, edition {about.edition}"
    pinned = choices.edition if choices.edition.isdigit() else about.edition
    return {
        "title": about.title,
        "language": about.shown_in,
        "about": words,
        "edition": about.edition,
        "pinned": pinned,
    }


def _places(about: Subject) -> list[tuple[str, str]]:
    if not about.can_be_local:
        return []
    general = [
        ("national", "National: the same for all your readers"),
        ("reader", "Local to my readers: they type the first half of their postcode"),
    ]
    return [*general, *((area, f"{name} ({area})") for area, name in about.places)]


def _languages(about: Subject) -> list[tuple[str, str, str]]:
    """Value, name, and the language that the name is in."""
    if about.kind is None:
        return [(value, name, "") for value, name in EVERY_LANGUAGE]
    if len(about.languages) < 2:
        return []
    return [("", "Its original", ""), *((tag, name, tag) for tag, name in about.languages)]


def _mended(chosen: Chosen, params: BuilderQuery) -> dict[str, dict[str, str]]:
    """For colours that are too faint: the form as it is, with the better one."""
    said = {name: value for name, value in params.model_dump(mode="json").items() if value}
    return {
        shade.name: {"colour": shade.better, "query": urlencode({**said, shade.name: shade.better[1:]}, safe="/")}
        for shade in chosen.shades
        if shade.better
    }


def _finds_local(embed: Embed | None) -> bool:
    return isinstance(embed, ItemEmbed) and embed.finds_local
