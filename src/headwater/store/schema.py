"""The tables of an archive, as numbered steps from nothing to today's; docs/archive.md tells what is in each.

One text serves both databases: SQLite's INTEGER and BLOB become PostgreSQL's BIGINT and BYTEA. A step that was released
is never changed; what changes comes as the next step. All numbers (of reports, stories, events) are given by the
archive in the order things came, under its one lock for writing, so that 'after number 812' never misses what was
written meanwhile. Times are microseconds since 1970, UTC: whole numbers compare fast and alike everywhere.
"""

from __future__ import annotations

Step = tuple[str, ...]

_TABLES: Step = (
    # How values were laid out when they were kept, and what analyses were made with: each once, then by number.
    "CREATE TABLE layouts (number INTEGER PRIMARY KEY, content TEXT NOT NULL)",
    "CREATE TABLE analysed_with (number INTEGER PRIMARY KEY, step TEXT NOT NULL, version INTEGER NOT NULL,"
    " options TEXT NOT NULL, UNIQUE (step, version, options))",
    # One row a page and its report. `text` is null where it is the page's own bytes; `body` are the places of its
    # paragraphs in it. `original` is the first version's number; `is_current` marks the newest.
    "CREATE TABLE reports (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, original INTEGER NOT NULL,"
    " is_current INTEGER NOT NULL, address TEXT NOT NULL, address_key INTEGER NOT NULL, at INTEGER NOT NULL,"
    " filed_at INTEGER NOT NULL, headline TEXT, outlet TEXT, agency TEXT, outlet_key TEXT NOT NULL,"
    " agency_key TEXT NOT NULL, speakers TEXT NOT NULL, body BLOB NOT NULL, text BLOB)",
    "CREATE INDEX reports_original ON reports (original, number)",
    "CREATE INDEX reports_address ON reports (address_key)",
    "CREATE INDEX reports_outlet ON reports (outlet_key)",
    "CREATE INDEX reports_agency ON reports (agency_key)",
    "CREATE INDEX reports_at ON reports (at)",
    "CREATE TABLE pages (report INTEGER PRIMARY KEY REFERENCES reports, sha256 BLOB NOT NULL UNIQUE,"
    " media_type TEXT NOT NULL, fetched_at TEXT, charset TEXT, content BLOB NOT NULL)",
    "CREATE TABLE analyses (report INTEGER PRIMARY KEY REFERENCES reports,"
    " analysed_with INTEGER NOT NULL REFERENCES analysed_with, layout INTEGER NOT NULL REFERENCES layouts,"
    " content BLOB NOT NULL)",
    "CREATE INDEX analyses_with ON analyses (analysed_with)",
    "CREATE TABLE subjects (report INTEGER PRIMARY KEY REFERENCES reports,"
    " layout INTEGER NOT NULL REFERENCES layouts, content BLOB NOT NULL)",
    # `changed` is the number of the last event that touched the story; `origins` is 0 while nobody has counted them.
    "CREATE TABLE stories (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
    " thread INTEGER NOT NULL REFERENCES stories, merged_into INTEGER REFERENCES stories, changed INTEGER NOT NULL,"
    " reports INTEGER NOT NULL, first_at INTEGER, newest_at INTEGER,"
    " origins INTEGER NOT NULL)",
    "CREATE INDEX stories_newest ON stories (newest_at, number) WHERE reports > 0",
    "CREATE INDEX stories_reports ON stories (reports, number) WHERE reports > 0",
    "CREATE INDEX stories_origins ON stories (origins, number) WHERE reports > 0",
    "CREATE INDEX stories_thread ON stories (thread)",
    "CREATE INDEX stories_merged ON stories (merged_into)",
    "CREATE INDEX stories_changed ON stories (changed)",
    # `at` and `is_current` are those of the report, so that a story of 10,000 reports is summed up in one index.
    "CREATE TABLE memberships (report INTEGER PRIMARY KEY REFERENCES reports,"
    " story INTEGER NOT NULL REFERENCES stories, is_current INTEGER NOT NULL, at INTEGER NOT NULL)",
    "CREATE INDEX memberships_story ON memberships (story, is_current, at)",
    "CREATE TABLE events (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, story TEXT NOT NULL, change TEXT NOT NULL,"
    " other TEXT, reports BLOB NOT NULL, evidence BLOB NOT NULL)",
    "CREATE INDEX events_story ON events (story, number)",
    "CREATE INDEX events_other ON events (other, number)",
    "CREATE TABLE briefs (story INTEGER PRIMARY KEY REFERENCES stories, reports BLOB NOT NULL,"
    " layout INTEGER NOT NULL REFERENCES layouts, content BLOB NOT NULL)",
    "CREATE TABLE states (name TEXT PRIMARY KEY, content BLOB NOT NULL)",
)

# The index of words keeps no text of its own: it looks at the report's, through a view whose functions unpack it.
_FTS5: Step = (
    "CREATE VIEW entries AS SELECT r.number, headwater_words(r.headline) AS headline,"
    " headwater_body(r.text, p.content, r.body) AS body, headwater_words(r.outlet) AS outlet,"
    " headwater_words(r.agency) AS agency, headwater_words(r.speakers) AS speakers"
    " FROM reports r JOIN pages p ON p.report = r.number",
    # `ascii` takes everything between blanks for a word, which is how words are handed to it (store/words.py).
    "CREATE VIRTUAL TABLE entry USING fts5 (headline, body, outlet, agency, speakers, content = 'entries',"
    " content_rowid = 'number', tokenize = 'ascii')",
)

# GIN over the words with their places, and over the speakers' names. Compressed bytes are not worth compressing again.
_TSVECTOR: Step = (
    "CREATE TABLE entry (report BIGINT PRIMARY KEY REFERENCES reports, words TSVECTOR NOT NULL,"
    " speakers TSVECTOR NOT NULL)",
    "CREATE INDEX entry_words ON entry USING gin (words)",
    "CREATE INDEX entry_speakers ON entry USING gin (speakers)",
    # The words of a report lie in its row, not beside it: the planner knows nothing of what fetching them costs, and
    # walks through the whole table for a word (190 ms among 30,000 reports; in the row 2 ms).
    "ALTER TABLE entry ALTER COLUMN words SET STORAGE MAIN",
    "ALTER TABLE pages ALTER COLUMN content SET STORAGE EXTERNAL",
    "ALTER TABLE analyses ALTER COLUMN content SET STORAGE EXTERNAL",
    "ALTER TABLE reports ALTER COLUMN text SET STORAGE EXTERNAL",
)

# The findings of the briefs that were told last, so that they can be listed over all stories; `key` is the digest of
# what a finding says, by which it keeps the time it was first told when its story is told again. `confidence` counts
# thousandths.
_FINDINGS: Step = (
    "CREATE TABLE findings (story INTEGER NOT NULL REFERENCES stories, place INTEGER NOT NULL, key BLOB NOT NULL,"
    " kind TEXT NOT NULL, summary TEXT NOT NULL, confidence INTEGER NOT NULL, found_at INTEGER NOT NULL,"
    " PRIMARY KEY (story, place))",
    "CREATE INDEX findings_found ON findings (found_at, story, place)",
    "CREATE INDEX findings_kind ON findings (kind, found_at)",
)

# Who may ask over the web, and what they added. Digests are SHA-256 of random secrets; `password` is argon2's own text;
# `use` is what a token opens; `pages` of an addition are [address, what became of it] as JSON.
_ACCOUNTS: Step = (
    "CREATE TABLE accounts (name TEXT PRIMARY KEY, role INTEGER NOT NULL, password TEXT NOT NULL,"
    " made_at INTEGER NOT NULL)",
    "CREATE TABLE sessions (digest BLOB PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts,"
    " until INTEGER NOT NULL)",
    "CREATE INDEX sessions_account ON sessions (account)",
    "CREATE TABLE tokens (name TEXT PRIMARY KEY, role INTEGER NOT NULL, use TEXT NOT NULL, digest BLOB NOT NULL UNIQUE,"
    " made_at INTEGER NOT NULL, until INTEGER)",
    "CREATE TABLE additions (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, client TEXT NOT NULL,"
    " pages TEXT NOT NULL, ended_at INTEGER)",
)

# The first page of a story as it was last rendered from the brief beside it, packed, and by what it was rendered.
_SHOWN: Step = (
    "ALTER TABLE briefs ADD COLUMN shown_as TEXT",
    "ALTER TABLE briefs ADD COLUMN shown BLOB",
    # Told stories without such a page are found in it, past the briefs themselves.
    "CREATE INDEX briefs_shown ON briefs (shown_as)",
)


def for_postgresql(step: Step) -> Step:
    """A step of both databases in the words of PostgreSQL."""
    return tuple(line.replace(" INTEGER", " BIGINT").replace(" BLOB", " BYTEA") for line in step)


SQLITE_STEPS: tuple[Step, ...] = ((*_TABLES, *_FTS5), _FINDINGS, _ACCOUNTS, _SHOWN)
POSTGRESQL_STEPS: tuple[Step, ...] = (
    (*for_postgresql(_TABLES), *_TSVECTOR),
    for_postgresql(_FINDINGS),
    for_postgresql(_ACCOUNTS),
    for_postgresql(_SHOWN),
)
