"""What the members of bodies are made of here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from api.http.fields import not_blank, several_lines

Note = Annotated[str, AfterValidator(not_blank), AfterValidator(several_lines), Field(min_length=1, max_length=2000)]
People = Literal["", "lived_experience", "carers", "staff", "under_represented", "voluntary_sector", "public"]
Stage = Literal["commission", "design", "deliver", "evaluate", "govern"]
Approach = Literal["consultation", "collaboration", "co_production", "user_controlled"]
RecompenseType = Literal["", "fee", "voucher", "expenses", "time_credit", "paid_work", "other", "none"]
Status = Literal["nominated", "shortlisted", "finalist", "won", "not_won", "recognised"]
