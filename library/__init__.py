"""What the library knows, without HTTP. An area imports only from areas below it; effects upward travel as events.

    upkeep                    what needs somebody until when, from all areas: duties, and reminders of them
    syndication               letting others show it: embeds, feeds, webhooks, usage counts
    leaflets | translation    adaptations and their updates; segments and their staleness
    publishing                drafts, reviews, sign-off, schedule: the workshop, and the door out of it
    editions                  what has gone through the door, its projection, its withdrawal
    importing                 files of others -> sections, pictures, and what became of the rest (pure)
    coproduction | directory  how it was made and with whom; local services and contact points
    catalogue                 the items, their vocabularies, and the published entries that the public reads
    accounts                  people, organisations, roles, API keys
    history                   who did what, append-only, and the change feed
    rendering | quality       document -> bytes; document -> findings (pure)
    documents                 the document model, its differences and its text (pure)
    errors | ids              named refusals; public identifiers

A document is written in the workshop, reviewed on its exact text, and published as an immutable edition. The catalogue
holds a projection of the edition that is in force, and the public reads nothing else.
"""
