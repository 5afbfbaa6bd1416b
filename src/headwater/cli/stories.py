"""`headwater stories`, `story` and `stats`: what the archive holds."""

from __future__ import annotations

from typing import Annotated

import typer

from headwater.cli.archive import (
    DEFAULT_ARCHIVE,
    Agency,
    Archive,
    Form,
    Limit,
    ListForm,
    Outlet,
    Sheet,
    Since,
    opened_newsroom,
    show_answer,
)
from headwater.cli.brief import Form as BriefForm
from headwater.cli.brief import show_edition
from headwater.cli.errors import complain, quietly
from headwater.cli.llm import MOST_TOKENS, LlmModel, LlmTokens, LlmUrl, endpoint_of
from headwater.cli.pages import Output, OwnerFiles, check_output, form_of, plain_page, show_page, write_text
from headwater.export.archive_contract import StatsDocument, print_archive_json, stories_document
from headwater.export.archive_pages import history_page, stats_page, stories_page
from headwater.fetch.owners import fetch_owners
from headwater.vocabulary.archive import StoryOrder, StoryQuery
from headwater.vocabulary.brief import Edition


def stories(
    archive: Archive = DEFAULT_ARCHIVE,
    by: Annotated[StoryOrder, typer.Option("--by", help="What comes first.")] = StoryOrder.NEWEST,
    since: Since = None,
    outlet: Outlet = None,
    agency: Agency = None,
    limit: Limit = 20,
    page: Sheet = 1,
    form: Form = ListForm.TEXT,
) -> None:
    """List the stories held: what each is about, on how many pages and how many independent origins.

    A story whose origins were not counted since its last report came shows its pages alone; `story ID` counts them.

    Exit codes: 0 done, 2 wrong call.
    """
    query = StoryQuery(by, since.date() if since else None, outlet, agency, limit, page - 1)
    with quietly(), opened_newsroom(archive) as newsroom:
        rows = newsroom.stories(query)
        show_answer(
            form,
            lambda: stories_page(rows, query.page * query.limit),
            lambda: print_archive_json(stories_document(rows)),
        )


def story(
    story_id: Annotated[str, typer.Argument(metavar="ID", help="A story's id, as `stories` lists it.")],
    archive: Archive = DEFAULT_ARCHIVE,
    form: Annotated[
        BriefForm | None,
        typer.Option("--format", help="How to show it; by default as FILE ends, else text.", show_default=False),
    ] = None,
    output: Output = None,
    owners: OwnerFiles = None,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_tokens: LlmTokens = MOST_TOKENS,
    history: Annotated[
        bool, typer.Option("--history", help="Show what became of the story instead, each line with its evidence.")
    ] = False,
) -> None:
    """Tell one story of the archive, as of now.

    The id of a story that was merged into another leads there; a line on standard error says so.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        check_output(output)
        if history:
            told = history_page(newsroom.events(story_id))
            if not show_page(told):
                write_text(plain_page(told), output)
            return
        endpoint = endpoint_of(llm, llm_model, llm_tokens)
        brief = newsroom.story(story_id, owners=fetch_owners(owners) if owners else None, llm=endpoint)
        if brief.story.id != story_id:
            complain(f"{story_id} was merged into {brief.story.id}; see headwater story {story_id} --history")
        show_edition(Edition([brief]), form or form_of(output, BriefForm), output)


def stats(archive: Archive = DEFAULT_ARCHIVE, form: Form = ListForm.TEXT) -> None:
    """Show how much the archive holds.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        held = newsroom.stats()
        show_answer(form, lambda: stats_page(held), lambda: print_archive_json(StatsDocument(stats=held)))
