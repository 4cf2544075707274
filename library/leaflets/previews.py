"""An adaptation in progress as it would look, with nothing saved."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime

from library.catalogue.themes import theme_of
from library.documents.assemble import Assembled
from library.documents.model import LeafletDocument
from library.editions.local_previews import LocalPreview, preview_made_from
from library.editions.preview import printed_where_known
from library.editions.review_status import uk_day
from library.leaflets.models import Adaptation
from library.leaflets.moves import recipe_of
from library.leaflets.places import place_of_adaptation
from library.leaflets.publishing import prepare
from library.leaflets.recipe import Recipe, adopted
from library.leaflets.templates import history_of


def preview_adaptation(adaptation: Adaptation, *, at: datetime) -> LocalPreview:
    """The recipe in progress as a leaflet, in the look of its organisation. What is not filled in is marked as a blank.

    Raises `InvalidLocalVersion`, with a pointer for each, where a detail does not fit.
    """
    derivation, today = adaptation.item.derivation, uk_day(at)
    history, recipe = history_of(derivation), recipe_of(adaptation)
    composed = prepare(recipe, history, on=today).composed
    place = place_of_adaptation(derivation)
    document = printed_where_known(composed.document, today, place)
    template = printed_where_known(adopted(recipe, history.documents), today, place)
    if not isinstance(document, LeafletDocument) or not isinstance(template, LeafletDocument):
        raise TypeError("A leaflet became another kind of document.")
    assembled = Assembled(document, composed.missing)
    edition = history.editions[recipe.edition]
    return preview_made_from(edition, template, assembled, theme=theme_of(adaptation.item.owner), now=at)


def with_words(adaptation: Adaptation, recipe: Recipe, *, next_review_due: date | None) -> Adaptation:
    """The adaptation as it would be with another recipe: in memory only, to be looked at and never to be saved."""
    other = copy(adaptation)
    other.recipe, other.next_review_due = recipe.model_dump(mode="json"), next_review_due
    return other
