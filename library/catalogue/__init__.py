"""The items of the library, their vocabularies, and the published entries that the public reads and searches."""
