"""Every write to the catalogue's records. What goes public by it is written by `editions`."""

from library.catalogue.actions.items import change_item, create_item
from library.catalogue.actions.vocabulary import add_audience, add_licence, add_topic, change_audience, change_topic

__all__ = ["add_audience", "add_licence", "add_topic", "change_audience", "change_item", "change_topic", "create_item"]
