"""Who I am, the keys and the members of my organisation."""
