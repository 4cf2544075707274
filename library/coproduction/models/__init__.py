"""Who made an item together, how, and how that was received; what people said, what they agreed to, and, apart, who they are."""

from library.coproduction.models.consents import Consent, ConsentWording
from library.coproduction.models.contributions import Contribution
from library.coproduction.models.principles import PrincipleNote
from library.coproduction.models.recognition import Recognition
from library.coproduction.models.sealed import SealedDocument, SealedPerson, SealedRead
from library.coproduction.models.testimonials import Testimonial

__all__ = [
    "Consent",
    "ConsentWording",
    "Contribution",
    "PrincipleNote",
    "Recognition",
    "SealedDocument",
    "SealedPerson",
    "SealedRead",
    "Testimonial",
]
