"""Whether the labels of a story can be right: what a label names must stand on its page, and the counts must add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lineage_labels import Changed, GoldPage, GoldStory


def check_story(story: GoldStory) -> Iterator[tuple[int, str]]:
    """What is wrong with a story's labels, with the line: pages and words that are not there, rings, wrong counts."""
    unknown = list(_unknown_pages(story))
    yield from unknown
    if unknown:
        return  # nothing else can be laid against its page
    yield from _rings(story)
    yield from _missing_words(story)
    yield from _odd_credits(story)
    yield from _unlabelled_quotations(story)
    for pair in (*story.sharing, *story.twins):
        if any({link.child, *link.parents} >= set(pair.pages) for link in story.links):
            yield pair.line, f"{' and '.join(pair.pages)} are linked and said to share only a {pair.shared}"
    if story.origins != (counted := count_origins(story)):
        yield story.origins_line, f"origins is {story.origins}; by the links and the unseen there are {counted}"


def _unknown_pages(story: GoldStory) -> Iterator[tuple[int, str]]:
    named = [(link.line, (link.child, *link.parents)) for link in story.links]
    named += [(each.line, (each.child, each.parent)) for each in (*story.altered, *story.drifted)]
    named += [(each.line, (each.child, each.parent)) for each in (*story.relays, *story.credits)]
    named += [(each.line, (each.child, each.parent)) for each in _of_findings(story)]
    named += [(each.line, (each.child,)) for each in story.added]
    named += [(each.line, (*each.supplies, *each.credited_by)) for each in story.unseen]
    named += [(each.line, each.pages) for each in (*story.sharing, *story.twins)]
    for line, pages in named:
        for page in pages:
            if page not in story.pages:
                yield line, f"there is no page {page!r}; there are {', '.join(story.pages)}"


def _rings(story: GoldStory) -> Iterator[tuple[int, str]]:
    parents: dict[str, set[str]] = {}
    for link in story.links:
        parents.setdefault(link.child, set()).update(link.parents)
    for link in story.links:
        above, left = set(), list(link.parents)
        while left:
            page = left.pop()
            if page not in above:
                above.add(page)
                left.extend(parents.get(page, ()))
        if link.child in above:
            yield link.line, f"page {link.child!r} is made from itself, over {', '.join(sorted(above))}"


def _missing_words(story: GoldStory) -> Iterator[tuple[int, str]]:
    changed = (*story.altered, *story.drifted, *_of_findings(story))
    asked = [(each.line, each.child, each.after) for each in changed]
    asked += [(each.line, each.parent, words) for each in changed for words in each.befores]
    asked += [(each.line, each.child, each.words) for each in story.added]
    asked += [(each.line, page, each.words) for each in story.sharing for page in each.pages]
    for line, page, words in asked:
        times = story.pages[page].text.count(words)
        if times != 1:
            yield line, f"{words!r} stands {times} times on page {page}; expected once"
    linked = {(link.child, parent) for link in story.links for parent in link.parents}
    for each in (*story.altered, *story.drifted, *story.dates, *story.moods):
        if ((each.child, each.parent) in linked) is (each.kind == "heard"):
            yield each.line, f"page {each.child} is {'' if each.kind == 'heard' else 'not '}made from {each.parent}"


def _of_findings(story: GoldStory) -> tuple[Changed, ...]:
    """The labels that only gold/findings has."""
    return (*story.dates, *story.moods, *story.contradictions, *story.headlines, *story.decoys)


def _odd_credits(story: GoldStory) -> Iterator[tuple[int, str]]:
    for each in (*story.relays, *story.credits):
        if each.name in story.pages[each.child].text:
            yield each.line, f"page {each.child} names {each.name}"
        if each in story.relays and each.name not in story.pages[each.parent].text:
            yield each.line, f"page {each.parent} does not name {each.name}"
    for unseen in story.unseen:
        for page in unseen.credited_by:
            if unseen.name not in story.pages[page].text:
                yield unseen.line, f"page {page} does not name {unseen.name}"
        if unseen.name in {page.outlet for page in story.pages.values()}:
            yield unseen.line, f"{unseen.name} has a page here; its text is not unseen"
    if not story.has_easy_cues:
        for page in story.pages.values():
            for other in story.pages.values():
                if other is not page and other.outlet in page.text:
                    yield page.line, f"no page has a time or credit, yet page {page.id} names {other.outlet}"
    told = {each.child for each in story.credits}
    for link in story.links:
        child, parents = story.pages[link.child], [story.pages[parent] for parent in link.parents]
        names = {name for parent in parents for name in (parent.outlet, *_supplier(parent))}
        is_named = child.outlet in names or any(name in child.text for name in names)
        if not link.is_open and not is_named and link.child not in told:
            yield link.line, f"page {link.child} names none of {', '.join(sorted(names))}: a credit label is due"


def _supplier(page: GoldPage) -> list[str]:
    """The agency in a page's dateline, and who its byline names."""
    return [name for name in (page.dateline, page.byline.removeprefix("By ")) if name]


def _unlabelled_quotations(story: GoldStory) -> Iterator[tuple[int, str]]:
    """Quotations of a copy that its parents have otherwise or unmarked, and lost marks, for which no label stands."""
    told: dict[str, list[str]] = {}
    for each in story.altered:
        told.setdefault(each.child, []).extend([_bare(each.after), *map(_bare, each.befores)])
    for added in story.added:
        told.setdefault(added.child, []).append(_bare(added.words))
    for link in story.links:
        page = story.pages[link.child]
        parents = [story.pages[p] for each in story.links if each.child == link.child for p in each.parents]
        known, marked = told.get(link.child, []), [_bare(words) for words in quotations_of(page)]
        theirs = [_bare(words) for parent in parents for words in quotations_of(parent)]
        for words in marked:
            is_kept = any(words in other for other in theirs)
            if not is_kept and not any(label in words or words in label for label in known) and not link.is_open:
                yield link.line, f"page {link.child} quotes {words!r}, which its parents do not, and no label tells it"
        for words in theirs:
            is_lost = words in _bare(page.text) and not any(words in mine or mine in words for mine in marked)
            if is_lost and len(words.split()) > 1 and words not in known and not link.is_open:
                yield link.line, f"page {link.child} tells {words!r} without quotation marks, and no label tells it"


def quotations_of(page: GoldPage) -> list[str]:
    """The words between quotation marks, each sentence by itself: an attribution may part them in the copy."""
    marked = [words for paragraph in page.paragraphs for words in re.findall(r'"([^"]+)"', paragraph)]
    return [sentence for words in marked for sentence in re.split(r"(?<=[.!?])\s+", words)]


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", words.casefold()))


def count_origins(story: GoldStory) -> int:
    """Independent origins by the labels: pages made from none, pages of one unseen text counted once."""
    copies = {link.child for link in story.links}
    supplied = {page for unseen in story.unseen for page in unseen.supplies}
    alone = set(story.pages) - copies - supplied
    return len(alone) + sum(bool(unseen.supplies) for unseen in story.unseen)
