"""An adaptation in progress as it would look, with nothing saved."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime

from library.catalogue.models import Derivation
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


def composed_document(adaptation: Adaptation, *, at: datetime) -> LeafletDocument:
    """The text of it alone, with blanks. Raises `InvalidLocalVersion` as `preview_adaptation` does."""
    return _composed(adaptation, at).document


def preview_adaptation(adaptation: Adaptation, *, at: datetime) -> LocalPreview:
    """The recipe in progress as a leaflet, in the look of its organisation. What is not filled in is marked as a blank.

    Raises `InvalidLocalVersion`, with a pointer for each, where a detail does not fit.
    """
    derivation = adaptation.item.derivation
    history, recipe = history_of(derivation), recipe_of(adaptation)
    template = _printed(adopted(recipe, history.documents), derivation, at)
    edition, theme = history.editions[recipe.edition], theme_of(adaptation.item.owner)
    return preview_made_from(edition, template, _composed(adaptation, at), theme=theme, now=at)


def _composed(adaptation: Adaptation, at: datetime) -> Assembled:
    derivation = adaptation.item.derivation
    composed = prepare(recipe_of(adaptation), history_of(derivation), on=uk_day(at)).composed
    return Assembled(_printed(composed.document, derivation, at), composed.missing)


def _printed(document: LeafletDocument, derivation: Derivation, at: datetime) -> LeafletDocument:
    printed = printed_where_known(document, uk_day(at), place_of_adaptation(derivation))
    if not isinstance(printed, LeafletDocument):
        raise TypeError("A leaflet became another kind of document.")
    return printed


def with_words(adaptation: Adaptation, recipe: Recipe, *, next_review_due: date | None) -> Adaptation:
    """The adaptation as it would be with another recipe: in memory only, to be looked at and never to be saved."""
    other = copy(adaptation)
    other.recipe, other.next_review_due = recipe.model_dump(mode="json"), next_review_due
    return other
