"""Our reading of HTML pages beside that of other tools, all in one run: `make bench-reading`.

    python benchmarks/reading_peers.py [--shared ../shared] [--only NAME ...] [--times 3] [--write]

Needs an environment with Headwater and `requirements-reading.txt`. Every tool gets the same decoded page and is asked
for all it can tell; a page that it raises on is a crash. `--write` puts the table between the marks in `reading.md`.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from peers import write_table

HERE = Path(__file__).parent
Reading = dict[str, Any]
Reader = Callable[[str, bytes], Reading]
"""From a decoded page and its bytes to what the scorer reads: body, title, authors, published."""


def headwater(fast: bool) -> Reader:
    from headwater.read.pages import open_page, open_page_fast
    from headwater.stylebook.towns import is_town
    from headwater.vocabulary.page import Page
    from headwater.vocabulary.span import Span

    is_town("Brno")  # the list of towns is loaded once for all pages

    def read(_html: str, content: bytes) -> Reading:
        opened = (open_page_fast if fast else open_page)(Page("page", content, "text/html"))
        headline, body = opened.masthead.headline, [block for block in opened.blocks if block.kind.is_read]
        return {
            "body": "\n".join(block.span.of(opened.text).strip() for block in body),
            "title": headline.of(opened.text) if isinstance(headline, Span) else headline,
            "authors": list(opened.masthead.byline),
            "published": day(opened.masthead.published_at),
        }

    return read


def trafilatura() -> Reader:
    from trafilatura import bare_extraction

    def read(html: str, _content: bytes) -> Reading:
        found = bare_extraction(html, with_metadata=True)
        if found is None:
            return {"body": ""}
        authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
        return {"body": found.text or "", "title": found.title, "authors": authors, "published": found.date}

    return read


def readability() -> Reader:
    import lxml.html
    from inscriptis import get_text
    from readability import Document

    def read(html: str, _content: bytes) -> Reading:
        page = Document(html)
        summary = page.summary()
        lxml.html.fromstring(summary)
        return {"body": get_text(summary), "title": page.short_title()}

    return read


def newspaper4k() -> Reader:
    from newspaper import Article

    def read(html: str, _content: bytes) -> Reading:
        article = Article("https://example.org/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return {
            "body": article.text,
            "title": article.title,
            "authors": list(article.authors),
            "published": day(article.publish_date),
        }

    return read


def resiliparse() -> Reader:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, _content: {"body": extract_plain_text(html, main_content=True)}


def inscriptis() -> Reader:
    from inscriptis import get_text

    return lambda html, _content: {"body": get_text(html)}


def justext() -> Reader:
    import justext as tool

    from headwater.read.language import identify_language

    languages = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
                 "nl": "Dutch", "pl": "Polish", "tr": "Turkish", "no": "Norwegian_Bokmal", "sv": "Swedish",
                 "da": "Danish", "id": "Indonesian", "vi": "Vietnamese"}  # fmt: skip
    from inscriptis import get_text

    def read(html: str, content: bytes) -> Reading:
        language = languages.get(identify_language(get_text(html)).code, "English")
        paragraphs = tool.justext(content, tool.get_stoplist(language))
        return {"body": "\n".join(piece.text for piece in paragraphs if not piece.is_boilerplate)}

    return read


def goose3() -> Reader:
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False})

    def read(html: str, _content: bytes) -> Reading:
        article = goose.extract(raw_html=html)
        return {
            "body": article.cleaned_text,
            "title": article.title,
            "authors": list(names(article.authors)),
            "published": (article.publish_date or "")[:10] or None,
        }

    return read


def names(found: Any) -> Iterator[str]:
    """The names in a list that may hold lists of names."""
    for one in found or ():
        if isinstance(one, str):
            yield one
        else:
            yield from names(one)


TOOLS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "Headwater": ("headwater", lambda: headwater(fast=False)),
    "Headwater, fast": ("headwater", lambda: headwater(fast=True)),
    "trafilatura": ("trafilatura", trafilatura),
    "readability-lxml": ("readability-lxml", readability),
    "newspaper4k": ("newspaper4k", newspaper4k),
    "resiliparse": ("resiliparse", resiliparse),
    "goose3": ("goose3", goose3),
    "jusText": ("justext", justext),
    "inscriptis": ("inscriptis", inscriptis),
}
HEADER = (
    "| tool | scrapinghub | fundus80 | fundus_pub | traf_eval pieces | headline exact / close | authors F1 | date "
    "| crashes + empty | ms a page |\n|---|---|---|---|---|---|---|---|---|---|\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Print one row a tool; exit code 2 where the labelled pages are not beside the checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument(
        "--only", nargs="+", choices=list(TOOLS), metavar="NAME", help=f"of {', '.join(map(repr, TOOLS))}"
    )
    parser.add_argument("--times", type=int, default=1, help="read the timed pages so often; the quickest run counts")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/reading.md")
    options = parser.parse_args(arguments)
    gold_file = options.shared / "data" / "reading" / "pages.jsonl.gz"
    if not gold_file.is_file():
        print(f"{gold_file}: not there; the labelled pages are not shipped", file=sys.stderr)
        return 2
    scorer = load_scorer(options.shared / "bench" / "reading.py")
    gold = scorer.read_gold(gold_file)
    table = HEADER
    for name in options.only or TOOLS:
        distribution, make = TOOLS[name]
        row = measure(f"{name} {version(distribution)}", make(), gold, gold_file.parent, scorer, options.times)
        print(row, end="", flush=True)
        table += row
    if options.write:
        write_table("reading.md", table)
    return 0


def measure(name: str, read: Reader, gold: dict[str, Any], folder: Path, scorer: ModuleType, times: int) -> str:
    """One row of the table; the timed pages are those of `fundus_pub`, all read once before."""
    pages = {page_id: opened(folder, row) for page_id, row in gold.items()}
    predictions = {page_id: {"page_id": page_id, **read_one(read, *page)} for page_id, page in pages.items()}
    timed = [page for page_id, page in pages.items() if gold[page_id]["set"] == "fundus_pub"]
    seconds = min(cpu_seconds(read, timed) for _ in range(times))
    groups = scorer.score(gold, predictions)["groups"]
    news, every = groups["fundus_pub"], groups["all"]
    bodies = " | ".join(three(groups[one]["body_f1"]) for one in ("scrapinghub", "fundus80", "fundus_pub"))
    return (
        f"| {name} | {bodies} | {three(groups['traf_eval']['segment_f1'])} "
        f"| {three(news['title_exact'])} / {three(news['title_close'])} | {three(news['authors_f1'])} "
        f"| {three(news['date'])} | {every['crashes']} + {every['empties']} | {1000 * seconds / len(timed):.1f} |\n"
    )


def opened(folder: Path, row: dict[str, Any]) -> tuple[str, bytes]:
    """A labelled page, decoded and as bytes."""
    content = gzip.decompress((folder / row["html"]).read_bytes())
    return content.decode(row["charset"] or "utf-8", "replace"), content


def read_one(read: Reader, html: str, content: bytes) -> Reading:
    """What a tool makes of a page; a page that it raises on has an empty body."""
    try:
        return read(html, content)
    except Exception as fault:  # noqa: BLE001
        is_verdict = type(fault).__name__ in ("NoReport", "EmptyPage")  # an empty reading, not a crash
        return {"body": "", "error": None if is_verdict else f"{type(fault).__name__}: {fault}"[:200]}


def cpu_seconds(read: Reader, pages: Sequence[tuple[str, bytes]]) -> float:
    began = time.process_time()
    for page in pages:
        read_one(read, *page)
    return time.process_time() - began


def three(score: float) -> str:
    return f"{score:.3f}".removeprefix("0") if score else "-"


def day(instant: date | datetime | None) -> str | None:
    return instant.isoformat()[:10] if instant else None


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


if __name__ == "__main__":
    sys.exit(main())
