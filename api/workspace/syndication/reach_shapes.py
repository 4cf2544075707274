"""The shapes of answers about reach."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from api.http.requests import Shape
from library.syndication.figures import FEWEST, Figure, Figures
from library.syndication.reach import LOWER_BOUND, Adopted, Adoption, ItemReach, Reach


class ReachFigureShape(Shape):
    """How often. With `suppressed` it is "at least": small numbers are not in it; null if nothing else is."""

    count: int | None
    suppressed: bool

    @classmethod
    def of(cls, figure: Figure) -> ReachFigureShape:
        return cls(count=figure.count, suppressed=figure.suppressed)


class ReachFiguresShape(Shape):
    reads: ReachFigureShape = Field(description="Read through the API.")
    downloads: ReachFigureShape = Field(description="Web pages and files, of all forms.")
    embeds: ReachFigureShape = Field(description="Shown in a page of a website.")
    oembed: ReachFigureShape = Field(description="Asked for by oEmbed, as editors of websites do.")
    from_paper: ReachFigureShape = Field(
        description="Short addresses followed from paper. The page that they lead to is among the downloads too."
    )

    @classmethod
    def of(cls, figures: Figures) -> ReachFiguresShape:
        return cls(**{name: ReachFigureShape.of(figure) for name, figure in figures.items()})


class ReachPeriodShape(Shape):
    start: date = Field(description="The first day of the month, or the day.")
    figures: ReachFiguresShape


class ReachFormatShape(Shape):
    format: str = Field(description="Name of the rendition; `short-address` is not among them.")
    downloads: ReachFigureShape


class ReachWebsiteShape(Shape):
    host: str | None = Field(
        description=(
            "Registrable name of the website; null where the browser did not say, `other` for those past the hundred that are "
            "told apart on a day."
        )
    )
    embeds: ReachFigureShape
    oembed: ReachFigureShape


class ReachPartnerShape(Shape):
    code: str
    name: str
    figures: ReachFiguresShape


class ReachItemShape(Shape):
    id: UUID
    kind: str
    slug: str
    title: str
    figures: ReachFiguresShape

    @classmethod
    def of(cls, row: ItemReach) -> ReachItemShape:
        item = row.item
        return cls(
            id=item.pk, kind=item.kind, slug=item.slug, title=row.title, figures=ReachFiguresShape.of(row.figures)
        )


class AdoptedShape(Shape):
    """Adaptations that are out, and how they stand to their templates."""

    count: int
    current: int
    behind: int
    behind_safety: int
    upstream_withdrawn: int

    @classmethod
    def of(cls, adopted: Adopted) -> AdoptedShape:
        return cls(**vars(adopted))


class AdoptingOrganisationShape(Shape):
    code: str
    name: str
    adaptations: AdoptedShape


class AdoptedAreaShape(Shape):
    area: str = Field(description="GSS or ODS code.")
    adaptations: AdoptedShape
    figures: ReachFiguresShape = Field(
        description="How far the versions for this area reached. One for several areas stands under each: areas do not add up."
    )


class AdoptionShape(Shape):
    """Who made your templates their own. The public sees the same of each template at its `adaptations`."""

    adaptations: AdoptedShape
    organisations: list[AdoptingOrganisationShape]
    areas: list[AdoptedAreaShape]

    @classmethod
    def of(cls, adoption: Adoption) -> AdoptionShape:
        return cls(
            adaptations=AdoptedShape.of(adoption.adopted),
            organisations=[
                AdoptingOrganisationShape(code=one.code, name=one.name, adaptations=AdoptedShape.of(adopted))
                for one, adopted in adoption.organisations
            ],
            areas=[
                AdoptedAreaShape(area=area, adaptations=AdoptedShape.of(adopted), figures=ReachFiguresShape.of(figures))
                for area, adopted, figures in adoption.areas
            ],
        )


class ReachShape(Shape):
    first_month: str = Field(description="Such as `2026-01`.")
    last_month: str
    by: str = Field(description="`month` or `day`.")
    lower_bound: str = Field(description="What is counted, and what is not.")
    threshold: int = Field(description="The least that is shown.")
    item: UUID | None = Field(description="The item that was asked for; null for all of the organisation's.")
    totals: ReachFiguresShape
    periods: list[ReachPeriodShape] = Field(description="Every month, or every day, in order.")
    formats: list[ReachFormatShape]
    websites: list[ReachWebsiteShape] = Field(
        description="At most 100, those with the most first; none below the threshold."
    )
    partners: list[ReachPartnerShape] = Field(description="Organisations that read with a key, likewise.")
    items: list[ReachItemShape] = Field(
        description="The items with the most, at most 100; empty when one was asked for."
    )
    adoption: AdoptionShape | None = Field(description="Null if nothing has been adapted.")

    @classmethod
    def of(cls, reach: Reach) -> ReachShape:
        return cls(
            first_month=f"{reach.span.first:%Y-%m}",
            last_month=f"{reach.span.last:%Y-%m}",
            by="day" if reach.span.by_day else "month",
            lower_bound=LOWER_BOUND,
            threshold=FEWEST,
            item=reach.item.pk if reach.item else None,
            totals=ReachFiguresShape.of(reach.totals),
            periods=[ReachPeriodShape(start=start, figures=ReachFiguresShape.of(row)) for start, row in reach.periods],
            formats=[
                ReachFormatShape(format=name, downloads=ReachFigureShape.of(figure)) for name, figure in reach.formats
            ],
            websites=[
                ReachWebsiteShape(
                    host=host or None,
                    embeds=ReachFigureShape.of(row["embeds"]),
                    oembed=ReachFigureShape.of(row["oembed"]),
                )
                for host, row in reach.hosts
            ],
            partners=[
                ReachPartnerShape(code=one.code, name=one.name, figures=ReachFiguresShape.of(one.figures))
                for one in reach.partners
            ],
            items=[ReachItemShape.of(row) for row in reach.items],
            adoption=AdoptionShape.of(reach.adoption) if reach.adoption else None,
        )
