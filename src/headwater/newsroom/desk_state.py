"""The desk's state in the store: taken up where it was left, and brought up to what is held now."""

from __future__ import annotations

from headwater.relate.desk import Desk
from headwater.store.promise import Store

_STATE = "desk"


def load_desk(store: Store) -> Desk:
    """The desk as of what is held now. Stories that changed since its state was kept are taken in again whole."""
    kept = store.load_state(_STATE)
    desk = Desk.thaw(kept[8:], store.subjects_of) if kept else None
    if kept is None or desk is None:
        return Desk.restore(store.subjects(), store.subjects_of)
    desk.hold(store.subjects(after=int.from_bytes(kept[:8], "big")))
    return desk


def save_desk(store: Store, desk: Desk, seen: int) -> None:
    """Keep the state of a desk that knows the log up to an event."""
    store.save_state(_STATE, seen.to_bytes(8, "big") + desk.freeze())
