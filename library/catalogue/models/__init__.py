"""The items of the library, their vocabularies, and what the public reads of them."""

from library.catalogue.models.assets import Asset
from library.catalogue.models.entries import Entry, Placement, Word
from library.catalogue.models.items import Item
from library.catalogue.models.vocabulary import Audience, Licence, Topic, TopicAlias

__all__ = ["Asset", "Audience", "Entry", "Item", "Licence", "Placement", "Topic", "TopicAlias", "Word"]
