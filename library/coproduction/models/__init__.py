"""Who made an item together, how, and how that was received."""

from library.coproduction.models.contributions import Contribution
from library.coproduction.models.principles import PrincipleNote
from library.coproduction.models.recognition import Recognition

__all__ = ["Contribution", "PrincipleNote", "Recognition"]
