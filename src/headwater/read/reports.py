"""The report on an opened page: who, when, how much, and who said what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from headwater.read.figures import find_figures
from headwater.read.moments import find_moments
from headwater.read.names import find_entities
from headwater.read.pages import OpenedPage
from headwater.read.statements import Setting, find_statements, lay_over, quotations_of, resolve_pronouns
from headwater.text.parse import DEFAULT_MODEL
from headwater.vocabulary.moment import Derivation, Moment, day_moment
from headwater.vocabulary.report import Masthead, Report
from headwater.vocabulary.span import Span
from headwater.vocabulary.statement import Quotation, Statement


def analyse(opened: OpenedPage, parse_model: str = DEFAULT_MODEL) -> Report:
    """The report of an opened page; `parse_model` is the package of the model that statements are found with.

    Moments are found twice: the first time tells when people spoke, the second what 'tomorrow' means in what they said.
    """
    prose, masthead = opened.prose, opened.masthead
    printed = printed_moment(masthead)
    headline = masthead.headline if isinstance(masthead.headline, Span) else None
    entities = resolve_pronouns(prose, find_entities(prose, headline))
    setting = Setting(prose, entities, find_moments(prose, printed), printed, headline)
    found = find_statements(prose, masthead.credits, parse_model)
    statements, entities = lay_over(found.statements, setting)
    quotations = quotations_of(prose, statements)
    moments = find_moments(prose, printed, _when_spoken(quotations, statements))
    return Report(
        id=opened.id,
        page=opened.page,
        text=opened.text,
        language=opened.language.code,
        masthead=masthead,
        blocks=opened.blocks,
        prose=prose,
        entities=entities,
        statements=statements,
        quotations=quotations,
        moments=moments,
        figures=find_figures(prose, moments),
        notes=(*opened.notes, found.note) if found.note else opened.notes,
    )


def printed_moment(masthead: Masthead) -> Moment | None:
    """The day a report speaks from: its dateline's, else the day it was published."""
    if masthead.dateline is not None and masthead.dateline.date is not None:
        return day_moment(masthead.dateline.date, Derivation.DATELINE)
    published = masthead.published_at
    if published is None:
        return None
    return day_moment(published.date() if isinstance(published, datetime) else published, Derivation.PUBLISHED)


def _when_spoken(quotations: Sequence[Quotation], statements: Sequence[Statement]) -> dict[Span, Moment]:
    said = {statement.id: statement.said for statement in statements}
    found = ((quotation.span, said.get(quotation.statement)) for quotation in quotations if quotation.statement)
    return {span: moment for span, moment in found if moment is not None}
