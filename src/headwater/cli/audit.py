"""`headwater audit`: who added what over the web."""

from __future__ import annotations

from headwater.cli.archive import DEFAULT_ARCHIVE, Archive, Form, Limit, ListForm, Sheet, opened_newsroom, show_answer
from headwater.cli.errors import quietly
from headwater.export.archive_contract import print_archive_json
from headwater.export.archive_pages import audit_page
from headwater.export.served_contract import audit_document


def audit(archive: Archive = DEFAULT_ARCHIVE, limit: Limit = 20, page: Sheet = 1, form: Form = ListForm.TEXT) -> None:
    """Show the log of additions over the web, the newest first: who, when, from where, and what became of each page.

    One that has not ended is under way, or the server broke off.

    Exit codes: 0 done, 2 wrong call.
    """
    with quietly(), opened_newsroom(archive) as newsroom:
        log = newsroom.accounts.additions(limit, page - 1)
        show_answer(form, lambda: audit_page(log, (page - 1) * limit), lambda: print_archive_json(audit_document(log)))
