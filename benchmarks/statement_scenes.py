"""Read the labelled scenes of statements and count what is right: relay, addressee, day, stance, headline, speakers.

    python benchmarks/statement_scenes.py [tuned|check ...] [--wrong]

Every scene is read three times: from the labelled spans (speaker, cue and content as given, everything laid over them
found), from the bare text by the taggers, and from it by rules alone. `--wrong` prints what is not as labelled. How the
scenes are written: gold/statements.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from headwater.read.credits import find_credits
from headwater.read.moments import find_moments
from headwater.read.names import find_entities
from headwater.read.prose import prose_of
from headwater.read.statements import RULES_ALONE, Setting, find_statements, lay_over, mode_of, resolve_pronouns
from headwater.text.parse import DEFAULT_MODEL
from headwater.vocabulary.doubt import Unresolved
from headwater.vocabulary.entity import Entity
from headwater.vocabulary.moment import Derivation, day_moment
from headwater.vocabulary.report import Prose
from headwater.vocabulary.span import ReportId, Stretch
from headwater.vocabulary.statement import Mode, Part, Speaker, Statement, StatementId

LABELS = "labels"
ENGINES = {
    LABELS: "from the labelled spans",
    DEFAULT_MODEL: "from the bare text, by the taggers",
    RULES_ALONE: "from the bare text, by rules alone",
}
SCENES = Path(__file__).parent / "gold" / "statements"
_MARKUP = re.compile(r"\{(\d)([sqcar]) ?|\}")
_LABEL = re.compile(r"(\d+):(.*)")
_PRONOUNS = frozenset("he she it they him her them".split())


@dataclass(slots=True)
class Labelled:
    """One labelled statement: its spans by kind (s speaker, q cue, c content, a addressee, r relay) and its facts."""

    number: int
    spans: dict[str, list[Stretch]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def first(self, kind: str) -> Stretch | None:
        """The first span of a kind."""
        return next(iter(self.spans.get(kind, ())), None)


@dataclass(slots=True)
class Scene:
    """One invented report: its text without the markup, the day it was printed, and what is said in it."""

    name: str
    day: date
    text: str
    headline: Stretch | None
    labelled: list[Labelled]


def read_scenes(path: Path) -> list[Scene]:
    """The scenes of one file."""
    return [_scene(part) for part in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]]


def _scene(part: str) -> Scene:
    head, *lines = part.splitlines()
    name, day, _agency = (cell.strip() for cell in head.split("|"))
    labels = {int(match[1]): match[2] for line in lines if (match := _LABEL.fullmatch(line))}
    printed = [line for line in lines if line.strip() and not _LABEL.fullmatch(line)]
    has_headline = printed[0].startswith("# ")
    text, spans = _unmarked("\n\n".join(printed).removeprefix("# "))
    labelled = [Labelled(number, spans.get(number, {}), _facts(facts)) for number, facts in labels.items()]
    headline = Stretch(0, text.index("\n")) if has_headline else None
    return Scene(name, date.fromisoformat(day), text, headline, labelled)


def _facts(cell: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in cell.split(";") if part.strip())
    return {name: value for name, _, value in pairs}


def _unmarked(marked: str) -> tuple[str, dict[int, dict[str, list[Stretch]]]]:
    text, at = "", 0
    opened: list[tuple[int, str, int]] = []
    spans: dict[int, dict[str, list[Stretch]]] = {}
    for mark in _MARKUP.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((int(mark[1]), mark[2], len(text)))
        else:
            number, kind, start = opened.pop()
            spans.setdefault(number, {}).setdefault(kind, []).append(Stretch(start, len(text)))
    if opened:
        raise ValueError(f"a brace is not closed in: {marked[:80]}")
    return text + marked[at:], spans


def read_scene(scene: Scene, engine: str) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements and entities of a scene, from the labelled spans or as an engine finds them in the bare text."""
    body = [Stretch(scene.headline.end, len(scene.text))] if scene.headline else None
    prose = prose_of(scene.text, ReportId(scene.name), body)
    headline = prose.span(*scene.headline) if scene.headline else None
    printed = day_moment(scene.day, Derivation.PUBLISHED)
    credits = find_credits(scene.text, prose.report)
    entities = resolve_pronouns(prose, find_entities(prose, headline))
    setting = Setting(prose, entities, find_moments(prose, printed), printed, headline)
    found = _given(scene, prose) if engine == LABELS else find_statements(prose, credits, engine).statements
    return lay_over(found, setting)


def _given(scene: Scene, prose: Prose) -> tuple[Statement, ...]:
    given = []
    for each in scene.labelled:
        content = tuple(prose.span(*span) for span in each.spans.get("c", ()))
        if not content or each.facts.get("part") == "headline":
            continue
        speaker, cue = each.first("s"), each.first("q")
        given.append(
            Statement(
                StatementId(str(each.number)),
                Speaker(scene.text[slice(*speaker)], prose.span(*speaker)) if speaker else Unresolved("nobody"),
                prose.span(*cue) if cue else None,
                content,
                mode_of(content, prose),
                None,
                (),
                None,
                0.8,
            )
        )
    return tuple(given)


def score(scene: Scene, engine: str) -> Iterator[tuple[str, bool, str]]:
    """What was asked of a scene, whether it is right, and in words what was found."""
    found, entities = read_scene(scene, engine)
    names = {entity.id: entity.name for entity in entities}
    for each in scene.labelled:
        match = _match(each, found)
        where = f"{scene.name}.{each.number}"
        if match is None:
            if "loose" not in each.facts:
                yield "found", False, f"{where}: no statement"
                yield from ((task, False, f"{where}: no statement") for task in _asked(each, scene.text))
            continue
        if "loose" not in each.facts:
            yield "found", True, where
        yield from _compare(each, match, scene, names, where)


def _match(each: Labelled, found: Sequence[Statement]) -> Statement | None:
    def shared(statement: Statement) -> int:
        # A content span of a longer statement may cover this one's: what it has too much counts against it.
        pieces = each.spans.get("c", ())
        inside = sum(max(0, min(p.end, c.end) - max(p.start, c.start)) for p in pieces for c in statement.content)
        return 2 * inside - sum(len(c) for c in statement.content) // 2

    wanted = [s for s in found if (s.part is Part.HEADLINE) is (each.facts.get("part") == "headline")]
    best = max(wanted, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def _asked(each: Labelled, text: str) -> Iterator[str]:
    facts = each.facts
    if "relay" in facts:
        yield "relay"
    if _told(each):
        yield "addressee"
    if facts.get("stance", "asserted") != "asserted":
        yield "stance"
    yield "said"
    if (span := each.first("s")) and facts.get("who"):
        yield "pronoun" if text[slice(*span)].casefold() in _PRONOUNS else "named"


def _told(each: Labelled) -> bool:
    return facts_to != "-" if (facts_to := each.facts.get("to")) else "a" in each.spans


def _compare(
    each: Labelled, match: Statement, scene: Scene, names: dict[str, str], where: str
) -> Iterator[tuple[str, bool, str]]:
    text, facts = scene.text, each.facts
    wanted = [_bare(name) for name in facts["relay"].split("<")] if "relay" in facts else []
    relays = [_bare(relay.agency) for relay in match.relay]
    said = f"{where}: {relays}, wanted {wanted}"
    if wanted:
        yield "relay", set(wanted) <= set(relays), said
        yield "relay order", relays == wanted, said
    else:
        yield "no relay", not relays, said
    speaker = match.speaker.text if isinstance(match.speaker, Speaker) else ""
    if "loose" not in facts and wanted:
        contents = " … ".join(span.of(text) for span in match.content)
        merged = any(name in speaker.casefold() or name in contents.casefold() for name in wanted)
        yield "relay kept apart", not merged, f"{where}: speaker {speaker!r}, content {contents!r}"
    addressee = each.first("a")
    told = _bare(match.addressee.text) if match.addressee else ""
    if _told(each):
        who = _bare(facts.get("to") or text[slice(*addressee)])  # type: ignore[misc]
        yield "addressee", told == who, f"{where}: {told!r}, wanted {who!r}"
    else:
        yield "no addressee", not told, f"{where}: {told!r}, wanted nobody"
    day = facts.get("said", scene.day.isoformat())
    found_day = _day_words(match)
    yield "said", found_day == day, f"{where}: {found_day}, wanted {day}"
    stance = facts.get("stance", "asserted")
    task = "stance" if stance != "asserted" else "no stance"
    yield task, match.stance.value == stance, f"{where}: {match.stance.value}, wanted {stance}"
    mode = facts.get("mode", Mode.INDIRECT.value)
    yield "mode", match.mode.value == mode, f"{where}: {match.mode.value}, wanted {mode}"
    if facts.get("part") == "headline":
        yield "headline", True, where
    yield from _compare_speakers(each, match, scene, names, where)


def _compare_speakers(
    each: Labelled, match: Statement, scene: Scene, names: dict[str, str], where: str
) -> Iterator[tuple[str, bool, str]]:
    speaker = match.speaker if isinstance(match.speaker, Speaker) else None
    printed = each.facts.get("speaker") or (scene.text[slice(*span)] if (span := each.first("s")) else "")
    if printed and "nobody" not in each.facts:
        found = speaker.text if speaker else ""
        # A title before the name, or an apposition behind it, belongs to it or not.
        is_right = bool(found) and (_bare(printed) in _bare(found) or _bare(found) in _bare(printed))
        yield "speaker", is_right, f"{where}: {found!r}, wanted {printed!r}"
    who = each.facts.get("who")
    if not who:
        return
    meant = names.get(speaker.entity, "-") if speaker and speaker.entity else "-"
    task = "continued" if not printed else "pronoun" if printed.casefold() in _PRONOUNS else "named"
    if task == "named" and who.split()[-1] not in printed:
        task = "role noun"
    yield task, meant == who, f"{where}: {printed!r} is {meant}, wanted {who}"


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).removeprefix("the ")


def _day_words(statement: Statement) -> str:
    said = statement.said
    if said is None or said.first_day is None:
        return "?"
    first, last = said.first_day, said.last_day
    return first.isoformat() if first == last or last is None else f"{first.isoformat()}/{last.isoformat()}"


def measure(folder: str, engine: str) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """The right and the asked of each task over a folder of scenes, and what was wrong."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: list[str] = []
    for path in sorted((SCENES / folder).glob("*.txt")):
        for scene in read_scenes(path):
            for task, is_right, words in score(scene, engine):
                asked[task] += 1
                right[task] += is_right
                if not is_right:
                    wrong.append(f"{task:17} {words}")
    return {task: (right[task], asked[task]) for task in sorted(asked)}, sorted(wrong)


def main() -> None:
    """Print the figures of each folder, from the labelled spans and from the bare text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=["tuned", "check"])
    parser.add_argument("--wrong", action="store_true", help="print what is not as labelled")
    options = parser.parse_args()
    for folder in options.folders:
        for engine, named in ENGINES.items():
            figures, wrong = measure(folder, engine)
            print(f"\n{folder}, {named}")
            for task, (right, asked) in figures.items():
                print(f"  {task:17} {right:4} of {asked:4}  {right / asked:6.1%}")
            if options.wrong:
                print("\n".join(f"    {line}" for line in wrong))


if __name__ == "__main__":
    main()
