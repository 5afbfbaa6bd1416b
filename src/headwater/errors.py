"""Every error Headwater raises, as one tree.

    HeadwaterError
    ├── UnreadablePage          a page that cannot become a report: which page, what was found, what to do
    │   ├── MissingPage         nothing at that path
    │   ├── EmptyPage           no text in it
    │   ├── NotText             bytes that are no text (a picture, an archive, a program)
    │   ├── TooLarge            over the size or line budget of a page
    │   ├── TooSlow                 over the time budget of a page
    │   ├── NoReport            text, but only furniture: no report was found in it
    │   ├── BrokenPacking       gzip, brotli or zip that breaks off, is damaged or locked
    │   ├── NotAFeed            neither RSS, Atom, JSON Feed, sitemap nor OPML
    │   ├── RefusedAddress      an address that is never fetched: private, no http, with a password in it
    │   ├── RefusedByRobots     the site's robots.txt says no
    │   └── NotFetched          the net or the server gave no page: time-out, status, redirects
    ├── NoPages                 a folder or a call that held no page at all
    ├── BadSpan                 a span that points outside its text or backwards
    ├── UnreadableMoment        a date that is no date
    ├── UnknownStory            no story under that id
    ├── UnknownOutlet           no outlet of that name tells the story
    ├── NotDelivered            an alert that nobody took at the address it was to go to
    ├── NoReply                 a language model's endpoint that gave no answer
    ├── UnknownReport           no report under that id
    ├── BrokenFiling            a report that cannot be filed as it was handed over
    ├── ArchiveError            an archive that cannot be used: which one, what was found, what to do
    │   ├── UnwritableArchive       a file, folder or server that may not be written
    │   ├── FullArchive             no room left on the disk
    │   ├── LockedArchive           another program holds it
    │   ├── ForeignArchive          a file or database of another program
    │   ├── DamagedArchive          an archive whose bytes are not what was written
    │   ├── NewerArchive            written by a later Headwater
    │   ├── OutdatedAnalysis        a report whose analysis an earlier Headwater kept in a form that is read no more
    │   ├── MovedArchive            its file was deleted or replaced while it was open
    │   ├── LostArchive             the server cannot be reached or broke off
    │   ├── BackupElsewhere         a server's archive, which its own tools back up
    │   └── ClosedArchive           asked after it was closed
    ├── UnknownAccount          no account or token of that name
    ├── TakenName               an account or token of that name is there already
    ├── UnusableName            a name that no account or token can have
    ├── WeakPassword            a password that is too short, or longer than anybody types
    ├── NobodyMayAsk            a newsroom that would be served to others without any account or token
    ├── NotReached              a served newsroom that gave no answer
    ├── Refused                 a served newsroom that said no: its status and its words
    ├── MissingPart             something optional was asked for that is not installed
    ├── OneFileOnly             several stories were to go into one file of a format that has one story in each
    ├── UnreadableIndex         a folder that holds no whole index of wording
    ├── UnreadableOwners        a table of who owns which outlet that is none
    ├── MissingModel            a language model to parse with that is not installed
    └── StylebookError          a table of the stylebook that cannot be read

Each error carries its facts as fields; its message says which thing, what was found, and what to do.
"""

from __future__ import annotations


class HeadwaterError(Exception):
    """Anything Headwater can tell went wrong with a call, a page or the machine."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors take facts and make their message; Python's own way of handing one to another process calls the class
        # with the message alone, and what fails there takes the whole process with it.
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[HeadwaterError], args: tuple[object, ...]) -> HeadwaterError:
    error = kind.__new__(kind)
    error.args = args
    return error


class UnreadablePage(HeadwaterError):
    """A page that cannot be turned into a report."""

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(f"{address}: {reason}")


class MissingPage(UnreadablePage):
    """There is nothing at that path."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "no such file or folder; check the path")


class EmptyPage(UnreadablePage):
    """The page has no text."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "the page is empty; fetch it again or leave it out")


class NotText(UnreadablePage):
    """The bytes are no text page."""

    def __init__(self, address: str, found: str) -> None:
        self.found = found
        super().__init__(address, f"{found}, not a text or HTML page; convert it to text first")


class TooLarge(UnreadablePage):
    """The page is over a budget of size."""

    def __init__(self, address: str, found: str, allowed: str) -> None:
        self.found = found
        self.allowed = allowed
        super().__init__(address, f"{found}, more than the {allowed} a page may have; split or trim it")


class TooSlow(UnreadablePage):
    """The page is over its budget of time."""

    def __init__(self, address: str, allowed: str) -> None:
        self.allowed = allowed
        super().__init__(
            address, f"not read after {allowed} of CPU time, the most a page may take; read it fast or trim it"
        )


class NoReport(UnreadablePage):
    """There is text, but no report in it."""

    def __init__(self, address: str, found: str) -> None:
        self.found = found
        super().__init__(address, f"no report found in it ({found}); check that the page is an article")


class BrokenPacking(UnreadablePage):
    """Packed bytes that cannot be unpacked to the end."""

    def __init__(self, address: str, found: str) -> None:
        self.found = found
        super().__init__(address, f"{found}; fetch it again or unpack it first")


class NotAFeed(UnreadablePage):
    """The bytes are no feed."""

    def __init__(self, address: str, found: str) -> None:
        self.found = found
        super().__init__(address, f"{found}; expected RSS, Atom, JSON Feed, a sitemap or OPML")


class RefusedAddress(UnreadablePage):
    """An address that Headwater does not fetch, whoever asks."""


class RefusedByRobots(UnreadablePage):
    """The site's robots.txt asks not to fetch the page."""

    def __init__(self, address: str, robots_address: str, found: str) -> None:
        self.robots_address = robots_address
        self.found = found
        super().__init__(address, f"not fetched: {robots_address} {found}; ask the outlet, or save the page by hand")


class NotFetched(UnreadablePage):
    """The net or the server gave no page. `retry_after` is the pause in seconds that the server asks for, if any."""

    def __init__(self, address: str, found: str, status: int | None = None, retry_after: float | None = None) -> None:
        self.found = found
        self.status = status
        self.retry_after = retry_after
        super().__init__(address, f"not fetched: {found}; try again later or save the page by hand")


class NoPages(HeadwaterError):
    """A folder or a call that held no page."""

    def __init__(self, address: str) -> None:
        self.address = address
        endings = ".txt, .html, .htm, .warc, .rss, .atom, .xml, .jsonl, .gz or .zip"
        super().__init__(f"{address}: no page in it; expected files ending in {endings}")


class BadSpan(HeadwaterError):
    """A span that points backwards or outside its text."""

    def __init__(self, start: int, end: int, length: int | None = None) -> None:
        self.start, self.end, self.length = start, end, length
        where = "" if length is None else f" of a text of {length} characters"
        super().__init__(f"span [{start}, {end}){where}; expected 0 <= start <= end within the text")


class UnreadableMoment(HeadwaterError):
    """A date that is no date."""

    def __init__(self, found: str, expected: str = "an ISO date such as 2024-02-13") -> None:
        self.found, self.expected = found, expected
        super().__init__(f"{found!r} is no date; expected {expected}")


class UnknownStory(HeadwaterError):
    """No story has that id."""

    def __init__(self, story_id: str, known: int) -> None:
        self.story_id, self.known = story_id, known
        super().__init__(f"no story {story_id!r} among the {known} held; list them with Newsroom.stories()")


class UnknownOutlet(HeadwaterError):
    """No outlet of a story bears that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        named = ", ".join(known[:12]) + (f" and {len(known) - 12} more" if len(known) > 12 else "")
        super().__init__(f"no outlet {name!r} tells the story; it is told by {named}")


class NotDelivered(HeadwaterError):
    """An alert that nobody took."""

    def __init__(self, address: str, found: str) -> None:
        self.address, self.found = address, found
        super().__init__(f"{address}: the alert was not taken ({found}); it stays in line and is handed over again")


class NoReply(HeadwaterError):
    """The endpoint of a language model gave no answer that can be used."""

    def __init__(self, address: str, found: str) -> None:
        self.address, self.found = address, found
        super().__init__(f"{address}: {found}; the brief is told without it")


class UnknownReport(HeadwaterError):
    """No report has that id."""

    def __init__(self, report_id: str, where: str) -> None:
        self.report_id, self.where = report_id, where
        super().__init__(f"{where}: no report {report_id!r} is held; add its page first")


class BrokenFiling(HeadwaterError):
    """A report was handed over for filing in a way that cannot be kept."""

    def __init__(self, report_id: str, found: str, expected: str) -> None:
        self.report_id, self.found, self.expected = report_id, found, expected
        super().__init__(f"report {report_id}: {found}; expected {expected}; nothing of its batch was kept")


class ArchiveError(HeadwaterError):
    """An archive that cannot be used. `where` is its file or its server, never with a password."""

    def __init__(self, where: str, found: str, way_out: str) -> None:
        self.where, self.found, self.way_out = where, found, way_out
        super().__init__(f"{where}: {found}; {way_out}")


class UnwritableArchive(ArchiveError):
    """The file, its folder or the server does not let us write or open."""


class FullArchive(ArchiveError):
    """There is no room left where the archive is kept."""

    def __init__(self, where: str, found: str) -> None:
        super().__init__(where, found, "what was filed before is safe; make room on the disk and file the rest again")


class LockedArchive(ArchiveError):
    """Another program holds the archive."""

    def __init__(self, where: str, waited: float) -> None:
        self.waited = waited
        super().__init__(
            where,
            f"locked by another program for {waited:g} seconds",
            "wait until it is done or stop it, then file again; nothing was kept of this batch",
        )


class ForeignArchive(ArchiveError):
    """What stands there belongs to another program."""

    def __init__(self, where: str, found: str) -> None:
        super().__init__(where, f"{found}, not an archive of Headwater", "name another file or database")


class DamagedArchive(ArchiveError):
    """The archive's bytes are not what was written."""

    def __init__(self, where: str, found: str) -> None:
        super().__init__(where, f"damaged ({found})", "put the last good copy in its place; docs/archive.md tells how")


class NewerArchive(ArchiveError):
    """A later Headwater wrote it."""

    def __init__(self, where: str, found: str) -> None:
        super().__init__(where, found, "install a newer Headwater: pip install --upgrade headwater")


class OutdatedAnalysis(ArchiveError):
    """The analysis of a report was kept in a form that this Headwater does not read; its page is whole."""

    def __init__(self, where: str, report_id: str, found: str) -> None:
        self.report_id = report_id
        super().__init__(where, f"report {report_id} was analysed by an earlier Headwater ({found})", "read it again")


class MovedArchive(ArchiveError):
    """The file was deleted, moved or replaced while it was open: what is written now would be lost."""

    def __init__(self, where: str, found: str) -> None:
        super().__init__(where, found, "put the file back, or start again with the one that is there")


class LostArchive(ArchiveError):
    """The server of the archive cannot be reached, or broke off in the middle."""

    def __init__(self, where: str, found: str) -> None:
        super().__init__(
            where, f"no connection ({found})", "see that the server runs, then try again; filing twice does no harm"
        )


class BackupElsewhere(ArchiveError):
    """The archive's server has tools of its own that back it up."""

    def __init__(self, where: str) -> None:
        super().__init__(
            where,
            "an archive in PostgreSQL, which its own tools back up",
            "run: pg_dump --format=custom --schema=headwater --file=FILE ADDRESS; docs/archive.md tells how to restore",
        )


class ClosedArchive(ArchiveError):
    """Something was asked of an archive after it was closed."""

    def __init__(self, where: str) -> None:
        super().__init__(where, "closed", "open it again")


class UnknownAccount(HeadwaterError):
    """No account or token has that name."""

    def __init__(self, name: str, kind: str = "account") -> None:
        self.name, self.kind = name, kind
        command = "user" if kind == "account" else "token"
        super().__init__(f"no {kind} {name!r}; list them with: headwater {command} list")


class TakenName(HeadwaterError):
    """There is an account or token of that name already."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is there already; take another name, or remove that one first")


class UnusableName(HeadwaterError):
    """A name that no account or token can have."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name[:80]!r} can be no name; expected up to 64 letters a-z, digits and . _ @ -")


class WeakPassword(HeadwaterError):
    """A password that is too short, or longer than anybody types. It is not among the facts."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"the password has {found}; expected {expected}")


class NobodyMayAsk(HeadwaterError):
    """A newsroom that would be served to others although nobody could be let in."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(
            f"{where}: no account and no token in it, and others than this machine could reach it; "
            "make one first: headwater user add NAME --role admin"
        )


class NotReached(HeadwaterError):
    """A served newsroom that gave no answer, or none that can be read."""

    def __init__(self, address: str, found: str) -> None:
        self.address, self.found = address, found
        super().__init__(f"{address}: {found}; see that 'headwater serve' runs there")


class Refused(HeadwaterError):
    """A served newsroom that said no. `retry_after` is the pause in seconds that it asks for, if any."""

    def __init__(self, address: str, status: int, found: str, retry_after: float | None = None) -> None:
        self.address, self.status, self.found, self.retry_after = address, status, found, retry_after
        super().__init__(f"{address}: refused ({status}): {found}")


class MissingPart(HeadwaterError):
    """Something optional was asked for whose library is not installed."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        self.what, self.library, self.extra = what, library, extra
        super().__init__(f"{what} needs {library}: pip install 'headwater[{extra}]'")


class OneFileOnly(HeadwaterError):
    """A file was named for what takes several."""

    def __init__(self, output: str, form: str, expected: str) -> None:
        self.output, self.form, self.expected = output, form, expected
        super().__init__(f"{output}: {form} takes more than this one file for it; name {expected}")


class UnreadableIndex(HeadwaterError):
    """A folder that holds no whole index of wording."""

    def __init__(self, folder: str, found: str) -> None:
        self.folder, self.found = folder, found
        super().__init__(f"{folder}: no whole index of wording ({found}); delete the folder and index the texts again")


class UnreadableOwners(HeadwaterError):
    """A file that is no table of who owns which outlet."""

    def __init__(self, path: str, found: str) -> None:
        self.path, self.found = path, found
        super().__init__(f"{path}: {found}; expected lines 'outlet,owner', or a trust.txt file")


class MissingModel(HeadwaterError):
    """A model of a language was asked for that is not installed."""

    def __init__(self, model: str) -> None:
        self.model = model
        super().__init__(
            f"no model {model} to parse with is installed: pip install {model.replace('_', '-')}, "
            "or leave the setting out"
        )


class StylebookError(HeadwaterError):
    """A stylebook table that cannot be read."""

    def __init__(self, table: str, reason: str) -> None:
        self.table, self.reason = table, reason
        super().__init__(f"stylebook table {table}: {reason}")
