"""Where Django's admin looks for what is on the desk: each of these registers its things."""

from api.desk import (  # noqa: F401
    catalogue,
    coproduction,
    directory,
    editions,
    history,
    leaflets,
    people,
    publishing,
    syndication,
    testimonials,
)
