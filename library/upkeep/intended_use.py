"""What the library is for, what it is not for, and what its hazard log does not decide (domain.md, HQ-17). Pure: words to read."""

from __future__ import annotations

INTENDED_USE = (
    "A library of information about eating disorders and about looking after oneself and others, made together with people who have lived "
    "through them. Organisations print it, show it on their pages and adapt it to the services of their place. People read it by "
    "themselves, or are given it by somebody who looks after them."
)
NOT_INTENDED = (
    "It does not diagnose, triage, advise a single person or take the place of somebody who knows them. It holds no data of patients. It "
    "is no way to call for help: it tells people whom to call."
)
SCOPE = (
    "Whether this library is in the scope of DCB0129 and DCB0160 is for a clinical safety officer to decide. This log is material for that "
    "decision and for a DTAC; it is not the decision, and the severities in it are the makers' own view."
)
