"""The items of the demo library, in the order in which they are loaded. One module each."""

from demo.content import (
    caring_for_someone,
    co_production_training,
    eating_disorder_resources,
    finding_support,
    help_for_carers,
    in_short_sentences,
    sharing_your_story,
    support_for_carers,
    the_film,
    the_sanctuary,
    you_are_not_alone_poster,
    your_first_appointment,
)

ITEMS = (
    help_for_carers.ITEM,
    the_sanctuary.ITEM,
    co_production_training.ITEM,
    finding_support.ITEM,
    caring_for_someone.ITEM,
    you_are_not_alone_poster.ITEM,
    support_for_carers.ITEM,
    in_short_sentences.ITEM,
    the_film.ITEM,
    eating_disorder_resources.ITEM,
    your_first_appointment.ITEM,
    sharing_your_story.ITEM,
)
