"""The items of the library, their vocabularies, and what the public reads of them."""

from library.catalogue.models.assets import Asset
from library.catalogue.models.derivations import Derivation, DerivationArea
from library.catalogue.models.entries import Entry, Placement, Word
from library.catalogue.models.feedback import Feedback
from library.catalogue.models.items import Item
from library.catalogue.models.quality import QualityEvidence
from library.catalogue.models.themes import Theme
from library.catalogue.models.vocabulary import Audience, Licence, Topic, TopicAlias

__all__ = [
    "Asset",
    "Audience",
    "Derivation",
    "DerivationArea",
    "Entry",
    "Feedback",
    "Item",
    "Licence",
    "Placement",
    "QualityEvidence",
    "Theme",
    "Topic",
    "TopicAlias",
    "Word",
]
