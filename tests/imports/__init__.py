"""Documents to bring in, made from nothing, in each of the four formats. Each knows every word that it was given."""
