"""The cue tagger and the argument tagger: small learned networks over the parse, scored with numpy alone.

The first layer adds up what each feature of a word speaks for and what the parser's own layer makes of it; the next
ones look at the words beside it and at the word it hangs on. From that the cue tagger labels each word as no cue, the
beginning of one or its going on; and for each cue in turn the argument tagger, which also knows what every word is to
that cue, labels the words of its paragraph as speaker, content or neither. Both labels are chosen as chains
(conditional random fields, Lafferty et al. 2001). Several networks, learned from other beginnings, are averaged.
`training/statements.py` makes them; MODEL_CARD.md tells from what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from headwater.errors import StylebookError
from headwater.read.statements.chains import Chain, Labels, Scores
from headwater.read.statements.words import Pairs, Rows, Words, beside, stem
from headwater.vocabulary.span import Stretch

# Pairs of a word and a cue scored together; a report with a thousand cues is scored in pieces.
_PAIRS_AT_ONCE = 60_000


@dataclass(frozen=True, slots=True)
class _Layer:
    """One look around: at the words `reach` before and after and at the word above."""

    reach: int
    weights: Scores
    bias: Scores

    def look(self, seen: Scores, before: Rows, after: Rows, above: Rows) -> Scores:
        """What is seen with what stands around it added; row -1 of `seen` must be zeros for 'nothing there'."""
        around: Scores = seen[before] @ self.weights[0] + seen @ self.weights[1]
        around += seen[after] @ self.weights[2]
        around += seen[above] @ self.weights[3]
        around += self.bias
        around = np.maximum(around, 0, out=around)
        around += seen
        return around


@dataclass(frozen=True, slots=True)
class _Network:
    """One network: tables of weights of the features, layers, and what they speak for."""

    words: Scores
    vectors: Scores
    vector_bias: Scores
    word_layers: tuple[_Layer, ...]
    cue_out: Scores
    cue_bias: Scores
    pairs: Scores
    of_word: Scores
    of_word_bias: Scores
    of_cue: Scores
    pair_layers: tuple[_Layer, ...]
    argument_out: Scores
    argument_bias: Scores

    def see(self, words: Words) -> Scores:
        """What the network sees of each word where it stands; the last row is zeros, for 'nothing there'."""
        seen = _summed(words.features, self.words)
        seen += words.parsed.vector.astype(np.float32) @ self.vectors + self.vector_bias
        seen = _with_nothing(np.maximum(seen, 0, out=seen))
        above = words.above
        for layer in self.word_layers:
            seen = layer.look(seen, *beside(words.paragraph, layer.reach), above)
            seen[-1] = 0
        return seen

    def cue_scores(self, seen: Scores) -> Scores:
        """What speaks for each label of the cue tagger."""
        return seen[:-1] @ self.cue_out + self.cue_bias

    def argument_scores(self, seen: Scores, pairs: Pairs, heads: Rows, above: Rows) -> Scores:
        """What speaks for each label of the argument tagger, for each pair of a word and a cue."""
        both = _summed(pairs.features, self.pairs)
        both += (seen @ self.of_word + self.of_word_bias)[pairs.word]
        both += (seen[heads] @ self.of_cue)[pairs.cue]
        both = _with_nothing(np.maximum(both, 0, out=both))
        for layer in self.pair_layers:
            both = layer.look(both, *beside(pairs.cue, layer.reach), above)
            both[-1] = 0
        return both[:-1] @ self.argument_out + self.argument_bias


@dataclass(frozen=True, slots=True)
class Tagged:
    """One cue with its speaker and its content, as rows of words, and how sure each is (0 to 1).

    `cue_share`, `speaker_share` and `content_share` are mean probabilities of the labels the words of each got;
    `speaker_share` of no speaker is that of the paragraph's words being none. The content of a cue whose paragraph ends
    in a colon may be empty: it is announced for the next one."""

    cue: Rows
    speaker: Rows
    content: Rows
    cue_share: float
    speaker_share: float
    content_share: float


@dataclass(frozen=True, slots=True)
class Taggers:
    """Both taggers, ready to tag."""

    networks: tuple[_Network, ...]
    cue_chain: Chain
    argument_chain: Chain
    cue_stems: frozenset[int]
    cue_bias: float
    doubt: Scores
    kept_from: float

    def may_hold_cue(self, text: str) -> bool:
        """Whether a stretch of text has a word that was a cue in the corpus."""
        return any(stem(word) in self.cue_stems for word in set(_WORD.findall(text.lower())))

    def confidence(self, tagged: Tagged) -> float:
        """How likely cue, speaker and content are right together, as was measured on the development part."""
        odds = self.doubt[0] + sum(
            weight * _logit(share)
            for weight, share in zip(
                self.doubt[1:], (tagged.cue_share, tagged.speaker_share, tagged.content_share), strict=True
            )
        )
        return float(1 / (1 + np.exp(-odds)))

    def tag(self, words: Words) -> list[Tagged]:
        """The cues among a report's words, in order, each with its speaker and content.

        Cues without a content are passed over unless the colon at the end of their paragraph announces one, and so is
        what is likelier wrong than the worth of keeping it (`kept_from`)."""
        if not len(words):
            return []
        seen = [network.see(words) for network in self.networks]
        scores = _mean([network.cue_scores(each) for network, each in zip(self.networks, seen, strict=True)])
        scores[:, _NONE] -= self.cue_bias
        labels, shares = self.cue_chain.decode(scores, words.sentence)
        cues = _runs(labels, words.sentence)
        tagged: list[Tagged] = []
        for portion in _portions(words.windows(cues)):
            some, windows = [cues[place] for place, _ in portion], [window for _, window in portion]
            pairs, heads = words.pairs(some, windows, cues), words.heads_of(some)
            above = words.above_pairs(pairs)
            each_scores = [
                network.argument_scores(each, pairs, heads, above)
                for network, each in zip(self.networks, seen, strict=True)
            ]
            tagged += _arguments(some, pairs, *self.argument_chain.decode(_mean(each_scores), pairs.cue), shares)
        return [
            each
            for each in tagged
            if (self.confidence(each) >= self.kept_from if len(each.content) else words.announces(each.cue))
        ]


_NONE, _SPEAKER, _CONTENT = 0, 1, 2
_BEGINS = 1
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _arguments(cues: Sequence[Rows], pairs: Pairs, labels: Labels, shares: Scores, cue_shares: Scores) -> list[Tagged]:
    ends = np.searchsorted(pairs.cue, np.arange(len(cues)), side="right")
    found = []
    for cue, begin, end in zip(cues, [0, *ends[:-1]], ends, strict=True):
        word, label, share = pairs.word[begin:end], labels[begin:end], shares[begin:end]
        speaker, is_content = _surest_run(label == _SPEAKER, share[:, _SPEAKER]), label == _CONTENT
        speaker_share = share[speaker, _SPEAKER].mean() if len(speaker) else share[:, _NONE].mean()
        found.append(
            Tagged(
                cue,
                word[speaker],
                word[is_content],
                float(1 - cue_shares[cue, _NONE].mean()),
                float(speaker_share),
                float(share[is_content, _CONTENT].mean()) if is_content.any() else 0.0,
            )
        )
    return found


def _surest_run(is_one: NDArray[np.bool_], share: Scores) -> Rows:
    """The likeliest of the runs of words that are one, by their mean share: nobody speaks in two places."""
    rows = np.flatnonzero(is_one)
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return max(runs, key=lambda run: float(share[run].mean()) if len(run) else 0.0)


def _runs(labels: Labels, sentence: NDArray[np.int32]) -> list[Rows]:
    """The cues: each begins at a word labelled so, or at one that goes on with nothing before it to go on from."""
    runs: list[list[int]] = []
    previous = -2
    for row in np.flatnonzero(labels).tolist():
        goes_on = row == previous + 1 and labels[row] != _BEGINS and sentence[row] == sentence[previous]
        if goes_on:
            runs[-1].append(row)
        else:
            runs.append([row])
        previous = row
    return [np.array(run, dtype=np.intp) for run in runs]


def _portions(windows: Sequence[Stretch]) -> list[list[tuple[int, Stretch]]]:
    """The places of the cues with their windows, in portions of bounded size."""
    portions: list[list[tuple[int, Stretch]]] = []
    held = _PAIRS_AT_ONCE
    for place, window in enumerate(windows):
        size = window.end - window.start
        if held + size > _PAIRS_AT_ONCE:
            portions.append([])
            held = 0
        portions[-1].append((place, window))
        held += size
    return portions


def _summed(features: NDArray[np.int32], table: Scores) -> Scores:
    rows, each = features.shape
    chosen = csr_array(
        (np.ones(rows * each, dtype=np.float32), features.ravel(), np.arange(rows + 1, dtype=np.int32) * each),
        shape=(rows, len(table)),
    )
    return np.asarray(chosen @ table)


def _with_nothing(seen: Scores) -> Scores:
    return np.concatenate([seen, np.zeros((1, seen.shape[1]), dtype=np.float32)])


def _logit(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(bounded / (1 - bounded)))


def _mean(scores: Sequence[Scores]) -> Scores:
    return scores[0] if len(scores) == 1 else np.mean(scores, axis=0, dtype=np.float32)


@cache
def load_taggers() -> Taggers:
    """The taggers that come with Headwater, loaded once. Raises StylebookError where their file cannot be read."""
    try:
        with resources.files(__package__).joinpath("taggers.npz").open("rb") as stream, np.load(stream) as arrays:
            return unpack({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError) as fault:
        raise StylebookError(
            "read/statements/taggers.npz", f"no usable model ({fault}); run training/statements.py"
        ) from fault


def unpack(arrays: Mapping[str, NDArray[np.generic]]) -> Taggers:
    """Taggers from the arrays of their file: tables as 8-bit steps of a size kept for each column, the rest as 16-bit
    numbers."""

    def numbers(name: str) -> Scores:
        return arrays[name].astype(np.float32)

    def table(name: str) -> Scores:
        return numbers(name) * numbers(f"{name}.step")

    def layers(name: str) -> tuple[_Layer, ...]:
        reaches = arrays[f"{name}.reach"].astype(int).tolist()
        return tuple(_Layer(r, numbers(f"{name}.{i}"), numbers(f"{name}.{i}.bias")) for i, r in enumerate(reaches))

    networks = []
    for place in range(int(arrays["networks"])):
        at = f"{place}."
        networks.append(
            _Network(
                table(at + "words"), numbers(at + "vectors"), numbers(at + "vectors.bias"), layers(at + "word_layer"),
                numbers(at + "cue_out"), numbers(at + "cue_out.bias"), table(at + "pairs"), numbers(at + "of_word"),
                numbers(at + "of_word.bias"), numbers(at + "of_cue"), layers(at + "pair_layer"),
                numbers(at + "argument_out"), numbers(at + "argument_out.bias"),
            )
        )  # fmt: skip
    chains = [
        Chain(*(numbers(f"{name}.{part}") for part in ("follows", "begins", "ends"))) for name in ("cue", "argument")
    ]
    return Taggers(
        tuple(networks), chains[0], chains[1], frozenset(arrays["cue_stems"].astype(int).tolist()),
        float(arrays["cue_bias"]), numbers("doubt"), float(arrays["kept_from"]),
    )  # fmt: skip
