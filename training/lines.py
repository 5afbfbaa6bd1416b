"""Learn which lines of a page are the report: `line_words.npz`, `lines.npz`, `lines_again.npz` and
`rendered_lines.npz` of `read/`.

    python training/lines.py [--shared ../shared] [--folds-only]

Reads the labelled lines and pages under SHARED/data/reading (not shipped; they belong to their publishers), prints body
F1 with whole sites held out, then writes the models learned from all of them. Needs the dependency group `train`. The
same input gives the same files. What keeps the figures honest for outlets nobody has seen:

* all renderings of all pages of a site are in one of five folds;
* a furniture phrase of the stylebook that only one site of these pages says is hidden on that site's pages: it was
  perhaps read off them, and on the pages of a new outlet the stylebook does not know everything either;
* the labels that one forest gives another come from folds that have not seen the site;
* the words of a line are weighed by a model that has not seen its site.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from trees import laid_out

from headwater.errors import UnreadablePage
from headwater.read.decode import decode_page
from headwater.read.forest import Forest, Measures
from headwater.read.html import RenderedPage, parse_page, render_page, without_menus
from headwater.read.line_again import measure_again
from headwater.read.line_looks import LineLook, look_at
from headwater.read.line_measures import line_gaps, measure_lines
from headwater.read.line_words import words_to_weigh
from headwater.read.lines import between, densest_stretch
from headwater.read.metadata import find_metadata
from headwater.read.page_measures import measure_rendered
from headwater.read.unglue import find_pieces
from headwater.vocabulary.page import Page

MODELS = Path(__file__).parents[1] / "src" / "headwater" / "read"
FOLDS = 5
# Words said on fewer sites are the site's own.
FEWEST_SITES = 8
# From here on a line is the report's; .4 to .5 differ by .002 of body F1 in all renderings.
BODY_FROM = 0.45
# Of two looks together: .5 and .55 have the best F1 with all furniture in, .9356 and .9348.
BODY_FROM_AGAIN = 0.5
FOREST = {
    "max_iter": 200,
    "learning_rate": 0.07,
    "max_depth": 5,
    "max_leaf_nodes": 20,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "max_features": 0.3,
    "early_stopping": False,
    "random_state": 0,
}
# The second forest has the first one's answer and needs fewer trees. The mean of three gave the same F1.
FOREST_AGAIN = FOREST | {"max_iter": 120}


# What a line counts: of pages of which only two or three pieces are labelled each says more; a page rendered once more
# is half known already.
WEIGHTS = {"traf_eval": 2.0, "rendered": 0.5}


@dataclass(slots=True)
class Example:
    """One page or text: its lines, which of them are the report's (1, 0, or -1 where nobody said), what they weigh."""

    site: str
    group: str
    text: str
    gold: dict[str, Any]
    lines: list[LineLook]
    labels: list[int]
    page: RenderedPage | None
    sound: Measures
    probabilities: Measures
    body_from: float = BODY_FROM

    def measures(self) -> Measures:
        """What the forest sees of the lines."""
        if self.page is not None:
            return measure_rendered(self.page, self.lines, self.sound)
        gaps = line_gaps(self.text, [line.stretch for line in self.lines])
        return measure_lines(self.lines, gaps, *densest_stretch(self.lines), self.sound)

    def measures_again(self) -> Measures:
        """What the second forest sees: the same, and what the held-out first forest took the lines for."""
        return np.hstack([self.measures(), measure_again(self.lines, self.probabilities)])

    def body(self) -> str:
        """What the held-out model kept."""
        kept = [line.stretch for line, p in zip(self.lines, self.probabilities, strict=True) if p >= self.body_from]
        return "\n".join(self.text[start:end] for start, end in kept)


def main() -> int:
    """Measure with held-out sites, then learn from all and write; exit code 2 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--folds-only", action="store_true", help="print the figures and write nothing")
    options = parser.parse_args()
    folder = options.shared / "data" / "reading"
    if not folder.is_dir():
        print(f"{folder}: not there; the labelled pages are not shipped", file=sys.stderr)
        return 2
    scorer = load_scorer(options.shared / "bench" / "reading.py")
    texts, pages = list(read_texts(folder)), list(read_pages(folder, scorer))
    hide_phrases_of_one_site([*texts, *pages])
    fold_of = share_out([*texts, *pages])
    give_sound([*texts, *pages], fold_of)
    hold_out(pages, pages, fold_of)
    print_figures(pages, scorer)
    rendered = list(texts_of_pages(pages))
    hide_phrases_of_one_site(rendered)
    give_sound(rendered, fold_of, [*texts, *pages])
    hold_out([*texts, *rendered], [*texts, *rendered], fold_of)
    print_figures(texts, scorer)
    again = learn_forest([*texts, *rendered], Example.measures_again, FOREST_AGAIN)
    hold_out_again(texts, [*texts, *rendered], fold_of)
    print("with a second look")
    print_figures(texts, scorer)
    if not options.folds_only:
        words, weights = learn_words([*texts, *pages])
        np.savez_compressed(MODELS / "line_words.npz", words=np.array("\n".join(words)), weights=weights)
        write_forest(learn_forest([*texts, *rendered]), MODELS / "lines.npz")
        write_forest(again, MODELS / "lines_again.npz", BODY_FROM_AGAIN)
        write_forest(learn_forest(pages), MODELS / "rendered_lines.npz")
    return 0


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


# ------------------------------------------------------------------ examples
def read_texts(folder: Path) -> Iterator[Example]:
    """The rendered texts; a piece of a line has the label of the line it shares most with."""
    for row in rows_of(folder / "lines.jsonl.gz"):
        text = row["text"]
        lines = look_at(text, find_pieces(text))
        labels = labels_of_pieces(text, row["labels"], lines)
        yield Example(row["site"], row["renderer"], text, row["gold"], lines, labels, None, *nothing(lines))


def labels_of_pieces(text: str, labels: Sequence[str | None], lines: Sequence[LineLook]) -> list[int]:
    offset, spans = 0, []
    for line, label in zip(text.split("\n"), labels, strict=True):
        spans.append((offset, offset + len(line), label))
        offset += len(line) + 1
    found, at = [], 0
    for start, end in (line.stretch for line in lines):
        while spans[at][1] <= start:
            at += 1
        overlaps = []
        for begin, stop, label in spans[at:]:
            if begin >= end:
                break
            if label is not None:
                overlaps.append((min(stop, end) - max(begin, start), label))
        found.append(int(max(overlaps, default=(0, ""))[1] == "body"))
    return found


def read_pages(folder: Path, scorer: ModuleType) -> Iterator[Example]:
    """The HTML pages; lines of those without a whole gold body are labelled where a piece to keep or drop tells."""
    for row in rows_of(folder / "pages.jsonl.gz"):
        try:
            decoded = decode_page(
                Page(row["page_id"], gzip.decompress((folder / row["html"]).read_bytes()), "text/html")
            )
            tree = parse_page(row["page_id"], decoded.text)
            page, _ = without_menus(render_page(row["page_id"], tree, find_metadata(tree).body))
        except UnreadablePage as fault:
            print(f"passed over: {fault}", file=sys.stderr)
            continue
        lines = look_at(page.text, [line.stretch for line in page.lines])
        printed = [page.text[line.stretch.start : line.stretch.end] for line in lines]
        labels = labels_by_gold(row["gold"], printed, scorer)
        yield Example(row["site"], row["set"], page.text, row["gold"], lines, labels, page, *nothing(lines))


# Between the two the held-out forest is not sure enough of a line to teach it.
NO_BODY_UP_TO, SURELY_BODY_FROM, FEWEST_BODY_LINES = 0.3, 0.7, 3


def texts_of_pages(pages: Sequence[Example]) -> Iterator[Example]:
    """The pages once more, as the text that is left when their elements are forgotten: twice the sites for the forest
    of texts. Where no gold tells, a line is labelled by the forest of pages that has not seen its site."""
    for example in pages:
        sure = np.where(example.probabilities >= SURELY_BODY_FROM, 1, -1)
        sure = np.where(example.probabilities <= NO_BODY_UP_TO, 0, sure)
        is_gold = bool(example.gold.get("body"))
        told = {
            line.stretch.start: label if is_gold or label >= 0 else int(likely)
            for line, label, likely in zip(example.lines, example.labels, sure, strict=True)
        }
        lines = look_at(example.text, find_pieces(example.text))
        labels = [told.get(line.stretch.start, 0) for line in lines]
        if labels.count(1) >= FEWEST_BODY_LINES:
            yield Example(example.site, "rendered", example.text, {}, lines, labels, None, *nothing(lines))


def labels_by_gold(gold: dict[str, Any], printed: Sequence[str], scorer: ModuleType) -> list[int]:
    if gold.get("body"):
        runs = set(scorer.shingles(scorer.folded(gold["body"]), 3))
        paragraphs = {scorer.folded(line) for line in gold["body"].split("\n")}
        return [int(scorer.is_kept(line, runs, paragraphs)) for line in printed]
    keep, drop = ([f" {scorer.folded(piece)} " for piece in gold[key]] for key in ("keep", "drop"))
    labels = []
    for line in printed:
        folded = f" {scorer.folded(line)} "
        kept, dropped = (any(piece.strip() and piece in folded for piece in pieces) for pieces in (keep, drop))
        labels.append(-1 if kept == dropped else int(kept))
    return labels


def nothing(lines: Sequence[LineLook]) -> tuple[Measures, Measures]:
    return np.zeros(len(lines), np.float32), np.zeros(len(lines), np.float32)


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().split("\n") if line.strip()]


def hide_phrases_of_one_site(examples: Sequence[Example]) -> None:
    sites: dict[object, set[str]] = defaultdict(set)
    for example in examples:
        for line in example.lines:
            sites[line.furniture].add(example.site)
    for example in examples:
        example.lines = [
            replace(line, furniture=None) if line.furniture and sites[line.furniture] == {example.site} else line
            for line in example.lines
        ]


def share_out(examples: Sequence[Example]) -> dict[str, int]:
    sites = sorted({example.site for example in examples})
    Random(7).shuffle(sites)
    return {site: i % FOLDS for i, site in enumerate(sites)}


# ------------------------------------------------------------------ words
def give_sound(
    examples: Sequence[Example], fold_of: dict[str, int], learned_from: Sequence[Example] | None = None
) -> None:
    """Every line the weight of its words by a model that has not seen its site."""
    for fold in range(FOLDS):
        seen = [example for example in learned_from or examples if fold_of[example.site] != fold]
        words, weights = learn_words(seen)
        table = dict(zip(words, map(float, weights), strict=True))
        for example in examples:
            if fold_of[example.site] == fold:
                sums = [table[""] + sum(table.get(w, 0.0) for w in words_to_weigh(line)) for line in example.lines]
                example.sound = np.array(sums, dtype=np.float32)


def learn_words(examples: Sequence[Example]) -> tuple[list[str], Measures]:
    """Words of enough sites with their weights; under '' what a line without any has."""
    said_on: dict[str, set[str]] = defaultdict(set)
    said = [[words_to_weigh(line) for line in example.lines] for example in examples]
    for example, lines in zip(examples, said, strict=True):
        for words in lines:
            for word in words:
                said_on[word].add(example.site)
    known = sorted(word for word, sites in said_on.items() if len(sites) >= FEWEST_SITES)
    column = {word: i for i, word in enumerate(known)}
    columns: list[int] = []
    ends, labels = [0], []
    for example, lines in zip(examples, said, strict=True):
        for words, label in zip(lines, example.labels, strict=True):
            if label >= 0:
                columns += [column[word] for word in words if word in column]
                ends.append(len(columns))
                labels.append(label)
    table = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(labels), len(known)))
    model = LogisticRegression(C=0.1, max_iter=60, solver="liblinear", random_state=0).fit(table, labels)
    weights = np.round(np.append(model.intercept_, model.coef_[0]), 2).astype(np.float16)
    kept = [i for i, weight in enumerate(weights) if i == 0 or weight != 0]
    return [("", *known)[i] for i in kept], weights[kept]


# ------------------------------------------------------------------ forests
def learn_forest(
    examples: Sequence[Example],
    measured: Callable[[Example], Measures] = Example.measures,
    settings: dict[str, Any] = FOREST,
) -> Forest:
    told = [(measured(example), np.array(example.labels)) for example in examples]
    measures = np.vstack([rows[labels >= 0] for rows, labels in told])
    labels = np.concatenate([labels[labels >= 0] for _, labels in told])
    weights = np.concatenate(
        [np.full((row >= 0).sum(), WEIGHTS.get(e.group, 1.0)) for e, (_, row) in zip(examples, told, strict=True)]
    )
    return laid_out(HistGradientBoostingClassifier(**settings).fit(measures, labels, sample_weight=weights))


def write_forest(forest: Forest, path: Path, body_from: float = BODY_FROM) -> None:
    np.savez_compressed(
        path,
        columns=forest.columns.astype(np.uint8),
        thresholds=forest.thresholds,
        values=forest.values.astype(np.float16),
        start=np.float32(forest.start),
        body_from=np.float32(body_from),
    )


# ------------------------------------------------------------------ figures
def hold_out(examples: Sequence[Example], learned_from: Sequence[Example], fold_of: dict[str, int]) -> None:
    """Every example the probabilities of a forest that has not seen its site."""
    for fold in range(FOLDS):
        forest = learn_forest([example for example in learned_from if fold_of[example.site] != fold])
        for example in examples:
            if fold_of[example.site] == fold:
                example.probabilities = forest.probabilities(example.measures())


def hold_out_again(examples: Sequence[Example], learned_from: Sequence[Example], fold_of: dict[str, int]) -> None:
    """Every example what both looks together say, the second, too, by a forest that has not seen its site. (The first
    looks it learned from come from forests that have, on other sites' lines; what that gives away was not measured.)"""
    together = {}
    for fold in range(FOLDS):
        seen = [example for example in learned_from if fold_of[example.site] != fold]
        forest = learn_forest(seen, Example.measures_again, FOREST_AGAIN)
        for place, example in enumerate(examples):
            if fold_of[example.site] == fold:
                together[place] = between(example.probabilities, forest.probabilities(example.measures_again()))
    for place, example in enumerate(examples):
        example.probabilities, example.body_from = together[place], BODY_FROM_AGAIN


def print_figures(examples: Sequence[Example], scorer: ModuleType) -> None:
    """Body precision, recall and F1 of each set, as the scorer has them; of pieces where there are no bodies."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.group].append(example)
    for group, members in groups.items():
        if "body" in members[0].gold:
            pairs = [scorer.compare_bodies(example.gold["body"], example.body()) for example in members]
            precision = float(np.mean([p for p, _ in pairs if p is not None]))
            recall = float(np.mean([r for _, r in pairs if r is not None]))
            f1 = scorer.harmonic(precision, recall)
        else:
            counts: Counter[str] = Counter()
            for example in members:
                text = scorer.spaced(example.body())
                kept = sum(scorer.spaced(piece) in text for piece in example.gold["keep"])
                counts += Counter(tp=kept, fn=len(example.gold["keep"]) - kept)
                counts += Counter(fp=sum(scorer.spaced(piece) in text for piece in example.gold["drop"]))
            ratio = scorer.ratio(**counts)
            precision, recall, f1 = ratio["p"], ratio["r"], ratio["f1"]
        print(f"{group:12} {len(members):4} pages  P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
