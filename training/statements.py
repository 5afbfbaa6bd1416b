"""Make the statement taggers: learn them from a labelled corpus, choose and calibrate on its development part.

    python training/statements.py [--shared ../shared] [--kept FOLDER] [--networks N] [--epochs N]

Reads `data/attribution/{train.jsonl.gz,dev.jsonl}` (PolNeAR; texts and labels belong to others and stay there) and
writes `src/headwater/read/statements/taggers.npz`. Needs PyTorch (dependency group `train`); it runs on one thread with
fixed seeds, so that the same input gives the same file. A network takes some six minutes on one core. `--kept` keeps
parses and networks between runs.

The networks here and those in `read/statements/taggers.py` are one: `check_equal` holds the one against the other.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from headwater.read.prose import prose_of
from headwater.read.statements.tagged import runs
from headwater.read.statements.taggers import Tagged, Taggers, unpack
from headwater.read.statements.words import PAIR_BUCKETS, WORD_BUCKETS, Pairs, Words, beside
from headwater.text.parse import DEFAULT_MODEL, Parsed, load_parser
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import ReportId, Stretch

HERE = Path(__file__).parent
MODEL = HERE.parent / "src" / "headwater" / "read" / "statements" / "taggers.npz"

# Chosen on the development part (decisions/0009).
WIDTH, VECTOR = 64, 96
WORD_REACHES, PAIR_REACHES = (1, 2, 1), (1, 2)
FEATURES_LOST, VECTORS_LOST, SEEN_LOST, LAYER_LOST = 0.2, 0.15, 0.35, 0.25
REPORTS_AT_ONCE, RATE, WARM_UP, CUE_WEIGHT = 4, 2e-3, 100, 2.0
NONE, BEGINS, GOES_ON = 0, 1, 2
SPEAKER, CONTENT = 1, 2
# A stem that headed a cue this often in the training part, and in this share of the places where it stands, may head
# one; paragraphs of other words alone are not even parsed. That passes over .002 of the cues of the development part.
FEWEST_AS_CUE, LEAST_SHARE_AS_CUE = 2, 0.02
# Rows of the tables that fewer words fell into say nothing yet.
FEWEST_SEEN = 2
CUE_BIASES, BOUNDS = (0.0, 0.5, 1.0, 1.5), tuple(i / 40 for i in range(21))
MOST_APART = 0.5


# ------------------------------------------------------------------ the corpus
@dataclass(slots=True)
class Example:
    """A labelled report: its words, its cues as rows of words, and the labels of the words and of the pairs."""

    doc_id: str
    words: Words
    cues: list[NDArray[np.intp]]
    cue_labels: NDArray[np.int64]
    pairs: Pairs | None
    pair_labels: NDArray[np.int64]


def read_examples(path: Path, kept: Path | None) -> list[Example]:
    """The labelled reports of a file, parsed."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in content.decode().split("\n") if line.strip()]
    return [example_of(row, prose, parsed) for row, (prose, parsed) in zip(rows, parses(rows, path, kept), strict=True)]


def parses(rows: Sequence[Mapping[str, Any]], path: Path, kept: Path | None) -> list[tuple[Prose, Parsed]]:
    """The parse of every report; from `kept` where an earlier run left it."""
    store = kept / f"{path.name}.{DEFAULT_MODEL}.pickle" if kept else None
    if store is not None and store.is_file():
        found: list[tuple[Prose, Parsed]] = pickle.loads(store.read_bytes())  # noqa: S301, made by this script
        return found
    parser = load_parser()
    found = []
    for row in rows:
        prose = prose_of(row["text"], ReportId(row["doc_id"]))
        found.append((prose, parser.parse(row["text"], [Stretch(one.start, one.end) for one in prose.sentences])))
    if store is not None:
        store.parent.mkdir(parents=True, exist_ok=True)
        store.write_bytes(pickle.dumps(found))
    return found


def example_of(row: Mapping[str, Any], prose: Prose, parsed: Parsed) -> Example:
    words = Words(prose, parsed)
    cues, roles = [], []
    cue_labels = np.zeros(len(words), dtype=np.int64)
    for one in sorted(row["attributions"], key=lambda one: one["cue"]):
        cue = rows_of(words, one["cue"])
        if len(cue):
            cue_labels[cue], cue_labels[cue[0]] = GOES_ON, BEGINS
            role = np.zeros(len(words), dtype=np.int64)
            role[rows_of(words, one["content"])] = CONTENT
            role[rows_of(words, one["source"])] = SPEAKER
            cues.append(cue)
            roles.append(role)
    pairs = words.pairs(cues, words.windows(cues), cues) if cues else None
    labels = (
        np.array([roles[cue][word] for cue, word in zip(pairs.cue, pairs.word, strict=True)]) if pairs else cue_labels
    )
    return Example(row["doc_id"], words, cues, cue_labels, pairs, labels)


def rows_of(words: Words, spans: Sequence[Sequence[int]]) -> NDArray[np.intp]:
    inside = np.zeros(len(words), dtype=bool)
    for start, end in spans:
        inside |= (words.start < end) & (words.end > start)
    return np.flatnonzero(inside)


def cue_stems(examples: Sequence[Example]) -> list[int]:
    """The stems that head cues often enough."""
    all_stems = Counter(stem for example in examples for stem in example.words.stem.tolist())
    heads = Counter(
        int(example.words.stem[row]) for example in examples for row in example.words.heads_of(example.cues)
    )
    return sorted(
        stem
        for stem, count in heads.items()
        if count >= FEWEST_AS_CUE and count >= LEAST_SHARE_AS_CUE * all_stems[stem]
    )


# ------------------------------------------------------------------ the networks
class Table(nn.Module):
    """Weights of hashed features, added up for each row; while learning, some features are lost at random."""

    def __init__(self, buckets: int) -> None:
        super().__init__()
        self.weights = nn.EmbeddingBag(buckets + 1, WIDTH, mode="sum", padding_idx=buckets, sparse=True)
        nn.init.normal_(self.weights.weight, 0, 0.05)
        self.weights.weight.data[buckets] = 0
        self.buckets = buckets

    def forward(self, features: Tensor) -> Tensor:
        if self.training:
            lost = torch.rand(features.shape) < FEATURES_LOST
            features = torch.where(lost, torch.full_like(features, self.buckets), features)
        return self.weights(features)


class Layer(nn.Module):
    """One look at what stands beside and above."""

    def __init__(self, reach: int) -> None:
        super().__init__()
        self.reach, self.around, self.lose = reach, nn.Linear(4 * WIDTH, WIDTH), nn.Dropout(LAYER_LOST)

    def forward(self, seen: Tensor, beside: Mapping[int, tuple[Tensor, Tensor]], above: Tensor) -> Tensor:
        before, after = beside[self.reach]
        seen = torch.cat([seen, seen.new_zeros(1, WIDTH)])
        around = torch.cat([seen[before], seen[:-1], seen[after], seen[above]], 1)
        return seen[:-1] + self.lose(torch.relu(self.around(around)))


class LearnedChain(nn.Module):
    """A linear-chain conditional random field."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.follows = nn.Parameter(torch.zeros(labels, labels))
        self.begins, self.ends = nn.Parameter(torch.zeros(labels)), nn.Parameter(torch.zeros(labels))

    def loss(self, scores: Tensor, labels: Tensor, is_word: Tensor) -> Tensor:
        """Minus the logarithm of the probability of the labels, summed over the rows of words."""
        total = scores[:, 0] + self.begins
        for step in range(1, scores.shape[1]):
            longer = torch.logsumexp(total[:, :, None] + self.follows, 1) + scores[:, step]
            total = torch.where(is_word[:, step, None], longer, total)
        own = (scores.gather(2, labels[:, :, None])[:, :, 0] * is_word).sum(1)
        last = labels.gather(1, is_word.sum(1, keepdim=True) - 1)[:, 0]
        own = own + self.begins[labels[:, 0]] + self.ends[last]
        own = own + (self.follows[labels[:, :-1], labels[:, 1:]] * is_word[:, 1:]).sum(1)
        return (torch.logsumexp(total + self.ends, 1) - own).sum()


class Network(nn.Module):
    """Both taggers over one look at the words."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.pairs = Table(WORD_BUCKETS), Table(PAIR_BUCKETS)
        self.vectors = nn.Linear(VECTOR, WIDTH)
        self.word_layers = nn.ModuleList([Layer(reach) for reach in WORD_REACHES])
        self.pair_layers = nn.ModuleList([Layer(reach) for reach in PAIR_REACHES])
        self.of_word, self.of_cue = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH, bias=False)
        self.cue_out, self.argument_out = nn.Linear(WIDTH, 3), nn.Linear(WIDTH, 3)
        self.cue_chain, self.argument_chain = LearnedChain(3), LearnedChain(3)
        self.lose = nn.Dropout(SEEN_LOST)

    def loss(self, batch: Batch) -> Tensor:
        """The loss of both taggers on some reports, a cue."""
        # Other models of a user's choice have other vectors, or none: the networks must do without them, too.
        vectors = batch.vectors * float(torch.rand(()) >= VECTORS_LOST) if self.training else batch.vectors
        seen = self.lose(torch.relu(self.words(batch.features) + self.vectors(vectors)))
        for layer in self.word_layers:
            seen = layer(seen, batch.beside_words, batch.above_words)
        both = (
            self.of_word(seen)[batch.word] + self.of_cue(seen)[batch.head][batch.cue] + self.pairs(batch.pair_features)
        )
        both = self.lose(torch.relu(both))
        for layer in self.pair_layers:
            both = layer(both, batch.beside_pairs, batch.above_pairs)
        of_cues = self.cue_chain.loss(*batch.by_sentence(self.cue_out(seen)))
        of_arguments = self.argument_chain.loss(*batch.by_cue(self.argument_out(both)))
        return (CUE_WEIGHT * of_cues + of_arguments) / len(batch.head)


@dataclass(slots=True)
class Batch:
    """Some reports as one: their words one after the other, and their pairs."""

    features: Tensor
    vectors: Tensor
    beside_words: dict[int, tuple[Tensor, Tensor]]
    above_words: Tensor
    cue_labels: Tensor
    sentence: NDArray[np.intp]
    word: Tensor
    cue: Tensor
    head: Tensor
    pair_features: Tensor
    beside_pairs: dict[int, tuple[Tensor, Tensor]]
    above_pairs: Tensor
    pair_labels: Tensor

    def by_sentence(self, scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return padded(scores, self.cue_labels, self.sentence)

    def by_cue(self, scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return padded(scores, self.pair_labels, self.cue.numpy())


def padded(scores: Tensor, labels: Tensor, group: NDArray[np.intp]) -> tuple[Tensor, Tensor, Tensor]:
    """Scores and labels with a row a group, and which of their places hold a word."""
    first = np.searchsorted(group, group, side="left")
    row, step = torch.from_numpy(group), torch.from_numpy(np.arange(len(group)) - first)
    shape = (int(group[-1]) + 1, int(step.max()) + 1)
    is_word = torch.zeros(shape, dtype=torch.bool)
    is_word[row, step] = True
    wide_scores, wide_labels = scores.new_zeros((*shape, scores.shape[1])), labels.new_zeros(shape)
    wide_scores[row, step], wide_labels[row, step] = scores, labels
    return wide_scores, wide_labels, is_word


def batch_of(examples: Sequence[Example]) -> Batch:
    sizes = np.array([len(one.words) for one in examples])
    pair_sizes = np.array([len(one.pair_labels) for one in examples])
    cue_counts = np.array([len(one.cues) for one in examples])
    at, pair_at, cue_at = (np.cumsum(counts) - counts for counts in (sizes, pair_sizes, cue_counts))
    paragraph, sentence = (
        counted([getattr(one.words, name) for one in examples]) for name in ("paragraph", "sentence")
    )
    pairs = [one.pairs for one in examples]
    cue = np.concatenate([each.cue + shift for each, shift in zip(pairs, cue_at, strict=True)])
    above = [np.where((up := one.words.above_pairs(one.pairs)[:-1]) < size, up + shift, pair_sizes.sum())
             for one, size, shift in zip(examples, pair_sizes, pair_at, strict=True)]  # fmt: skip
    return Batch(
        features=tensor([one.words.features for one in examples]),
        vectors=tensor([one.words.parsed.vector.astype(np.float32) for one in examples]),
        beside_words=looks(paragraph, WORD_REACHES),
        above_words=tensor([one.words.head + shift for one, shift in zip(examples, at, strict=True)]),
        cue_labels=tensor([one.cue_labels for one in examples]),
        sentence=sentence,
        word=tensor([each.word + shift for each, shift in zip(pairs, at, strict=True)]),
        cue=torch.from_numpy(cue),
        head=tensor([one.words.heads_of(one.cues) + shift for one, shift in zip(examples, at, strict=True)]),
        pair_features=tensor([each.features for each in pairs]),
        beside_pairs=looks(cue, PAIR_REACHES),
        above_pairs=tensor(above),
        pair_labels=tensor([one.pair_labels for one in examples]),
    )


def counted(groups: Sequence[NDArray[Any]]) -> NDArray[np.intp]:
    """The groups of all reports, numbered through without gaps."""
    told, shift = [], 0
    for group in groups:
        _, places = np.unique(group, return_inverse=True)
        told.append(places + shift)
        shift += int(places.max()) + 1
    return np.concatenate(told)


def looks(group: NDArray[np.intp], reaches: Sequence[int]) -> dict[int, tuple[Tensor, Tensor]]:
    pairs = {reach: beside(group, reach) for reach in reaches}
    return {
        reach: (torch.from_numpy(before[:-1]), torch.from_numpy(after[:-1])) for reach, (before, after) in pairs.items()
    }


def tensor(arrays: Sequence[NDArray[Any]]) -> Tensor:
    joined = np.concatenate(arrays)
    return torch.from_numpy(joined.astype(np.int64) if joined.dtype.kind in "iu" else joined)


# ------------------------------------------------------------------ learning
def learn(examples: Sequence[Example], seed: int, epochs: int) -> Network:
    """A network learned from these reports."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network()
    tables = [network.words.weights.weight, network.pairs.weights.weight]
    others = [one for one in network.parameters() if all(one is not table for table in tables)]
    optimisers = [torch.optim.SparseAdam(tables, lr=RATE), torch.optim.AdamW(others, lr=RATE, weight_decay=0.01)]
    steps, step = epochs * -(-len(examples) // REPORTS_AT_ONCE), 0
    for epoch in range(epochs):
        order, began, total = chance.sample(examples, len(examples)), time.time(), 0.0
        for at in range(0, len(order), REPORTS_AT_ONCE):
            step += 1
            for optimiser in optimisers:
                optimiser.zero_grad()
                for group in optimiser.param_groups:
                    group["lr"] = RATE * min(1, step / WARM_UP) * (1 - 0.95 * step / steps)
            loss = network.loss(batch_of(order[at : at + REPORTS_AT_ONCE]))
            loss.backward()
            nn.utils.clip_grad_norm_(others, 5.0)
            for optimiser in optimisers:
                optimiser.step()
            total += loss.item()
        print(
            f"network {seed}, epoch {epoch + 1}: loss {total / steps * epochs:.3f}, {time.time() - began:.0f} s",
            flush=True,
        )
    return network.eval()


def pack(networks: Sequence[Network], examples: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """The arrays of the model's file: tables in 8-bit steps, rows of features that were never seen left empty."""
    arrays: dict[str, NDArray[Any]] = {"networks": np.array(len(networks)), "cue_stems": np.array(cue_stems(examples))}
    seen_words = seen_rows([one.words.features for one in examples], WORD_BUCKETS)
    seen_pairs = seen_rows([one.pairs.features for one in examples if one.pairs], PAIR_BUCKETS)
    for place, network in enumerate(networks):
        at = f"{place}."
        for name, table, seen in (("words", network.words, seen_words), ("pairs", network.pairs, seen_pairs)):
            weights = table.weights.weight.detach().numpy()[:-1] * seen[:, None]
            # Steps of a third of the spread: finer ones only make the file larger.
            size = np.maximum(weights.std(axis=0) / 3, np.abs(weights).max(axis=0) / 127)
            arrays[at + name], arrays[f"{at}{name}.step"] = (
                np.round(weights / size).astype(np.int8),
                size.astype(np.float32),
            )
        arrays[at + "vectors"], arrays[at + "vectors.bias"] = straight(network.vectors)
        arrays[at + "of_word"], arrays[at + "of_word.bias"] = straight(network.of_word)
        arrays[at + "of_cue"] = network.of_cue.weight.detach().numpy().T.astype(np.float16)
        arrays[at + "cue_out"], arrays[at + "cue_out.bias"] = straight(network.cue_out)
        arrays[at + "argument_out"], arrays[at + "argument_out.bias"] = straight(network.argument_out)
        for name, layers in (("word_layer", network.word_layers), ("pair_layer", network.pair_layers)):
            arrays[f"{at}{name}.reach"] = np.array([layer.reach for layer in layers])
            for i, layer in enumerate(layers):
                weights, bias = straight(layer.around)
                arrays[f"{at}{name}.{i}"], arrays[f"{at}{name}.{i}.bias"] = weights.reshape(4, WIDTH, WIDTH), bias
    for name in ("cue", "argument"):
        for part in ("follows", "begins", "ends"):
            each = [getattr(getattr(network, f"{name}_chain"), part).detach().numpy() for network in networks]
            arrays[f"{name}.{part}"] = np.mean(each, axis=0).astype(np.float32)
    return arrays | {"cue_bias": np.array(0.0), "doubt": np.array([0.0, 1.0, 1.0, 1.0]), "kept_from": np.array(0.0)}


def straight(layer: nn.Linear) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
    return layer.weight.detach().numpy().T.astype(np.float16), layer.bias.detach().numpy().astype(np.float16)


def seen_rows(features: Sequence[NDArray[np.int32]], buckets: int) -> NDArray[np.bool_]:
    return np.bincount(np.concatenate([each.ravel() for each in features]), minlength=buckets) >= FEWEST_SEEN


# ------------------------------------------------------------------ choosing and calibrating
@dataclass(frozen=True, slots=True)
class Judged:
    """A tagged statement of the development part, and whether content and speaker were right."""

    shares: tuple[float, float, float]
    is_right: bool


def judge(taggers: Taggers, examples: Sequence[Example], gold: Mapping[str, Any], scorer: ModuleType) -> list[Judged]:
    """Every statement the taggers find, held against the labels as the scorer does it."""
    judged = []
    for example in examples:
        row = gold[example.doc_id]
        report = scorer.Report(row["text"])
        labelled = [scorer.Attribution(report, one) for one in row["attributions"]]
        found = taggers.tag(example.words)
        mine = [scorer.Attribution(report, spans_of(each, example.words)) for each in found]
        right = {
            id(other)
            for one, other in scorer.pair_up(labelled, mine).items()
            if scorer.agreement(one, other)["who_said_what"]
        }
        judged += [
            Judged((each.cue_share, each.speaker_share, each.content_share), id(other) in right)
            for each, other in zip(found, mine, strict=True)
        ]
    return judged


def spans_of(tagged: Tagged, words: Words) -> dict[str, list[list[int]]]:
    roles = {"source": tagged.speaker, "cue": tagged.cue, "content": tagged.content}
    return {
        role: [[int(words.start[run[0]]), int(words.end[run[-1]])] for run in runs(rows)]
        for role, rows in roles.items()
    }


def doubt_of(judged: Sequence[Judged]) -> NDArray[np.float32]:
    """Weights that turn the shares of a statement into how likely it is right (logistic regression)."""
    measures = logits(judged)
    right = torch.tensor([one.is_right for one in judged], dtype=torch.float32)
    weights = torch.zeros(measures.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(measures @ weights, right) + 1e-4 * (weights**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().numpy()


def logits(judged: Sequence[Judged]) -> Tensor:
    shares = np.clip(np.array([one.shares for one in judged]), 1e-4, 1 - 1e-4)
    measures = np.column_stack([np.ones(len(shares)), np.log(shares / (1 - shares))])
    return torch.tensor(measures, dtype=torch.float32)


def choose(
    arrays: dict[str, NDArray[Any]], examples: Sequence[Example], gold: Mapping[str, Any], scorer: ModuleType
) -> None:
    """Put the bias towards cues, the doubt and the bound of the best F1 on the development part into `arrays`."""
    labelled_count = sum(len(row["attributions"]) for row in gold.values())
    best = 0.0
    for bias in CUE_BIASES:
        tried = arrays | {"cue_bias": np.array(bias)}
        judged = judge(unpack(tried), examples, gold, scorer)
        doubt = doubt_of(judged)
        sure = 1 / (1 + np.exp(-(logits(judged).numpy() @ doubt)))
        right = np.array([one.is_right for one in judged])
        for bound in BOUNDS:
            kept = sure >= bound
            f1 = 2 * right[kept].sum() / (kept.sum() + labelled_count)
            if f1 > best:
                best = f1
                arrays.update(cue_bias=np.array(bias), doubt=doubt, kept_from=np.array(bound))
        print(f"cue bias {bias}: best F1 so far {best:.4f} (bound {float(arrays['kept_from'])})")
    print_reliability(unpack(arrays), examples, gold, scorer)


def print_reliability(
    taggers: Taggers, examples: Sequence[Example], gold: Mapping[str, Any], scorer: ModuleType
) -> None:
    """How often statements of each confidence are right, each half of the reports by weights fitted on the other."""
    halves = [judge(taggers, examples[half::2], gold, scorer) for half in (0, 1)]
    rows = []
    for fitted, told in (halves, halves[::-1]):
        sure = 1 / (1 + np.exp(-(logits(told).numpy() @ doubt_of(fitted))))
        rows += list(zip(sure, (one.is_right for one in told), strict=True))
    for low in np.arange(0.2, 1.0, 0.1):
        inside = [(sure, is_right) for sure, is_right in rows if low <= sure < low + 0.1]
        if inside:
            mean, share = np.mean(inside, axis=0)
            print(f"confidence {low:.1f}-{low + 0.1:.1f}: {len(inside)} statements, {mean:.2f} told, {share:.2f} right")


def check_equal(network: Network, taggers: Taggers, example: Example) -> None:
    """The packed network must score as the learned one does, but for the steps it is kept in."""
    with torch.no_grad():
        batch = batch_of([example])
        seen = torch.relu(network.words(batch.features) + network.vectors(batch.vectors))
        for layer in network.word_layers:
            seen = layer(seen, batch.beside_words, batch.above_words)
        learned = network.cue_out(seen).numpy()
    packed = taggers.networks[0].cue_scores(taggers.networks[0].see(example.words))
    apart = float(np.abs(learned - packed).max())
    print(f"packed scores of cues differ by {apart:.3f} at most")
    if apart > MOST_APART:
        raise RuntimeError("the packed network is not the learned one")


def load_scorer(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))  # the scorers share a module
    spec = importlib.util.spec_from_file_location("attribution_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--kept", type=Path, help="a folder for parses and learned networks, to go on from")
    parser.add_argument("--networks", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1, help="more are faster, and no longer give the same file")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    scorer = load_scorer(options.shared / "bench" / "attribution.py")
    folder = options.shared / "data" / "attribution"
    training = [one for one in read_examples(folder / "train.jsonl.gz", options.kept) if one.cues]
    development = read_examples(folder / "dev.jsonl", options.kept)
    gold = {row["doc_id"]: row for row in map(json.loads, (folder / "dev.jsonl").open(encoding="utf-8"))}
    networks = [learned_before(training, seed, options) for seed in range(1, options.networks + 1)]
    arrays = pack(networks, training)
    check_equal(networks[0], unpack(arrays), development[0])
    choose(arrays, development, gold, scorer)
    np.savez_compressed(MODEL, **arrays)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB")
    return 0


def learned_before(training: Sequence[Example], seed: int, options: argparse.Namespace) -> Network:
    path = options.kept / f"network.{seed}.pt" if options.kept else None
    if path is not None and path.is_file():
        network = Network()
        network.load_state_dict(torch.load(path))
        return network.eval()
    network = learn(training, seed, options.epochs)
    if path is not None:
        torch.save(network.state_dict(), path)
    return network


if __name__ == "__main__":
    sys.exit(main())
