"""Layouts: how a value of the vocabulary becomes plain lists for packing, and the value again, exactly.

A dataclass becomes the list of its fields, without their names: these stand once an archive, in the layout. A value
that was kept under an older layout is read by the names of that layout; a field it did not have gets its default.
msgspec itself would refuse most of the vocabulary: it keeps apart neither two dataclasses in one union (`Speaker |
Unresolved`) nor a day from an instant (`date | datetime`), and turns instants to UTC, which moves days.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from headwater.vocabulary.span import ReportId, Span

Kept = TypeVar("Kept")
# What a span's report is called inside a packed value: its place among the reports the value names.
Places = dict[str, int]
Names = list[str]
Pack = Callable[[Any, Places], Any]
Unpack = Callable[[Any, Names], Any]
Fields = Mapping[str, list[str]]
_PLAIN = (str, int, float, bool, bytes)


class UnknownLayout(Exception):
    """A kept value lacks a field that has no default."""


def layout_of(kind: type) -> str:
    """The names of the fields of all dataclasses that a type can hold, as one line of JSON."""
    return json.dumps({one.__name__: list(_kept_fields(one)) for one in _dataclasses(kind)}, sort_keys=True)


@cache
def packer(asked: Any) -> Pack:
    """What turns a value of a type into plain lists, strings and numbers."""
    kind: Any = _bare(asked)
    if kind is Span:
        return _pack_span
    if kind in _PLAIN or kind is NoneType:
        return _as_it_is
    if kind in (date, datetime):
        return lambda value, _: value.isoformat()
    if get_origin(kind) is tuple:
        inner = packer(_item(kind))
        return lambda value, places: [inner(one, places) for one in value]
    if get_origin(kind) in (Union, UnionType):
        return _pack_union(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, _: value.value
    if is_dataclass(kind):
        return _pack_dataclass(kind)
    raise TypeError(f"{kind} cannot be kept")


def unpacker(kind: type[Kept], layout: str) -> Callable[[Any, Names], Kept]:
    """What turns plain lists, packed under a layout, into a value of a type again."""
    return _unpacker(kind, json.loads(layout), {})


def field_unpacker(kind: type, name: str, layout: str) -> Unpack:
    """What turns one field of plain lists, packed under a layout, into its value, and leaves all others alone."""
    known: Fields = json.loads(layout)
    if name not in known.get(kind.__name__, ()):
        raise UnknownLayout(f"{kind.__name__} lacks {name}")
    place, inner = known[kind.__name__].index(name), _unpacker(get_type_hints(kind)[name], known, {})
    return lambda plain, names: inner(plain[place], names)


def _unpacker(kind: Any, known: Fields, made: dict[Any, Unpack]) -> Unpack:
    if kind not in made:
        made[kind] = _make_unpacker(kind, known, made)
    return made[kind]


def _make_unpacker(kind: Any, known: Fields, made: dict[Any, Unpack]) -> Unpack:
    kind = _bare(kind)
    if kind is Span:
        return lambda plain, names: Span(ReportId(names[plain[0]]), plain[1], plain[2])
    if kind in _PLAIN or kind is NoneType:
        return _as_it_is
    if kind in (date, datetime):
        return lambda plain, _: kind.fromisoformat(plain)
    if get_origin(kind) is tuple:
        inner = _unpacker(_item(kind), known, made)
        if inner is _as_it_is:
            return lambda plain, _: tuple(plain)
        return lambda plain, names: tuple([inner(one, names) for one in plain])
    if get_origin(kind) in (Union, UnionType):
        return _unpack_union(kind, known, made)
    if issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return lambda plain, _: members[plain]
    return _unpack_dataclass(kind, known, made)


def _unpack_dataclass(kind: Any, known: Fields, made: dict[Any, Unpack]) -> Unpack:
    now = _kept_fields(kind)
    then = known.get(kind.__name__)
    if then is None:
        raise UnknownLayout(f"{kind.__name__} is not in it")
    missing = [name for name, has_default in now.items() if name not in then and not has_default]
    if missing:
        raise UnknownLayout(f"{kind.__name__} lacks {', '.join(missing)}")
    hints = get_type_hints(kind)
    parts = [(name, _unpacker(hints[name], known, made)) if name in now else None for name in then]
    if list(now) == then:
        inner = [part[1] for part in parts if part is not None]
        return lambda plain, names: kind(*[one(each, names) for one, each in zip(inner, plain, strict=True)])
    return lambda plain, names: kind(
        **{part[0]: part[1](each, names) for part, each in zip(parts, plain, strict=True) if part is not None}
    )


def _as_it_is(value: Any, _: object) -> Any:
    return value


def _pack_span(span: Span, places: Places) -> list[int]:
    # A report's id stands in each of its hundreds of spans; in the pack it stands once.
    return [places.setdefault(span.report, len(places)), span.start, span.end]


def _pack_dataclass(kind: Any) -> Pack:
    hints = get_type_hints(kind)
    parts = [(attrgetter(name), packer(hints[name])) for name in _kept_fields(kind)]
    return lambda value, places: [pack(part(value), places) for part, pack in parts]


def _pack_union(kind: Any) -> Pack:
    options = [one for one in map(_bare, get_args(kind)) if one is not NoneType]
    if len(options) == 1:
        inner = packer(options[0])
        return lambda value, places: None if value is None else inner(value, places)
    packers = {_class(option): packer(option) for option in options}

    def pack(value: Any, places: Places) -> Any:
        if value is None:
            return None
        return [type(value).__name__, packers[type(value)](value, places)]

    return pack


def _unpack_union(kind: Any, known: Fields, made: dict[Any, Unpack]) -> Unpack:
    options = [one for one in map(_bare, get_args(kind)) if one is not NoneType]
    if len(options) == 1:
        inner = _unpacker(options[0], known, made)
        return lambda plain, names: None if plain is None else inner(plain, names)
    unpackers = {_class(option).__name__: _unpacker(option, known, made) for option in options}
    return lambda plain, names: None if plain is None else unpackers[plain[0]](plain[1], names)


def _bare(kind: Any) -> Any:
    while isinstance(kind, NewType):
        kind = kind.__supertype__
    return kind


def _class(kind: Any) -> type:
    origin: type = get_origin(kind) or kind
    return origin


def _item(kind: Any) -> Any:
    items = get_args(kind)
    if len(items) != 2 or items[1] is not Ellipsis:
        raise TypeError(f"{kind} cannot be kept; expected tuple[X, ...]")
    return items[0]


@cache
def _kept_fields(kind: Any) -> dict[str, bool]:
    """The fields that make a value, in order, and whether each has a default."""
    return {
        one.name: one.default is not MISSING or one.default_factory is not MISSING for one in fields(kind) if one.init
    }


def _dataclasses(kind: Any, found: dict[type, None] | None = None) -> dict[type, None]:
    found = {} if found is None else found
    kind = _bare(kind)
    for one in get_args(kind):
        _dataclasses(one, found)
    if is_dataclass(kind) and isinstance(kind, type) and kind not in found:
        found[kind] = None
        hints = get_type_hints(kind)
        for name in _kept_fields(kind):
            _dataclasses(hints[name], found)
    return found
