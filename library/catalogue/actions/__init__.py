"""Every write to the catalogue's records. What goes public by it is written by `editions`."""

from library.catalogue.actions.assets import add_asset, change_asset
from library.catalogue.actions.feedback import forget_feedback, reopen_feedback, settle_feedback, take_feedback
from library.catalogue.actions.items import change_item, create_item
from library.catalogue.actions.publishers import change_organisation
from library.catalogue.actions.quality import correct_evidence, give_evidence, mark_promotional, remove_evidence
from library.catalogue.actions.themes import save_theme
from library.catalogue.actions.vocabulary import (
    add_audience,
    add_licence,
    add_topic,
    change_audience,
    change_licence,
    change_topic,
)

__all__ = [
    "add_asset",
    "add_audience",
    "add_licence",
    "add_topic",
    "change_asset",
    "change_audience",
    "change_item",
    "change_licence",
    "change_organisation",
    "change_topic",
    "correct_evidence",
    "create_item",
    "forget_feedback",
    "give_evidence",
    "mark_promotional",
    "remove_evidence",
    "reopen_feedback",
    "save_theme",
    "settle_feedback",
    "take_feedback",
]
