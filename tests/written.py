"""Scenarios to be written to a file and read back: legal histories, odd texts, every kind of declaration."""

from collections.abc import Iterator

from attrs import evolve
from hypothesis import strategies as st
from story import DECLARED, SETTING
from strategies import choosers, played

from sim.history import LIKELY, READINGS, History
from sim.move import Move
from sim.negotiation import Negotiation
from sim.scenario import Expectation, Scenario
from sim.scenario.expectations import SECTIONS
from sim.setting import Setting, Source
from sim.subjects.commitments import Commitment, Declaration
from sim.subjects.talks import LAW, Talks
from sim.when import When

HERE = "<text>"
SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\N{ZERO WIDTH NO-BREAK SPACE}")
PIECES = st.sampled_from(
    ("\n", "\n\n", " ", "\t", " #", "#", ": ", "- ", "|", ">", "'", '"', "&", "*", "?", "---", "...", "NO", "~")
)
TEXTS = st.lists(PIECES | st.text(SIGNS, max_size=5), min_size=1, max_size=6).map("".join).filter(bool)
DAYS = st.dates().map(str)
DATES = st.one_of(
    DAYS, DAYS.map("../{}".format), DAYS.map("{}/..".format), DAYS.map("{}?".format), DAYS.map(lambda day: day[:7])
)
WHENS = DATES.map(When.parse)
IDS = st.from_regex(r"[a-zà-öа-я0-9][a-zà-öа-я0-9_-]{0,6}", fullmatch=True)


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    """None, or one of the values."""
    return st.none() | values


SOURCES = st.builds(Source, title=TEXTS, url=maybe(TEXTS), note=maybe(TEXTS))
DECLARATIONS = st.builds(
    Commitment.declared,
    st.builds(
        Declaration,
        IDS.map("c-{}".format),
        title=TEXTS,
        issue=st.lists(st.sampled_from(SETTING.issue_ids), unique=True).map(tuple),
        since=maybe(WHENS),
        until=maybe(WHENS),
        source=maybe(st.just("gazette")),
        quote=maybe(TEXTS),
        note=maybe(TEXTS),
    ),
    st.sampled_from((SETTING.sides, SETTING.sides[:1], SETTING.sides[1:])),
)
ROUNDS = st.builds(
    Talks.declared, IDS.map("r-{}".format), maybe(TEXTS), due=WHENS, place=maybe(TEXTS), mandate=maybe(TEXTS)
)
FORMATS = st.builds(
    Talks.declared, IDS.map("t-{}".format), maybe(TEXTS), status=st.sampled_from(LAW.statuses), mandate=maybe(TEXTS)
)


@st.composite
def starts(draw: st.DrawFn) -> Negotiation:
    """A state before the first move, with names and declarations beside those of the stories."""
    names = st.dictionaries(IDS.map("x-{}".format), TEXTS, max_size=3)
    sources = draw(st.dictionaries(IDS.map("s-{}".format), SOURCES, max_size=3))
    setting = Setting(
        dict(zip(SETTING.sides, draw(st.tuples(TEXTS, TEXTS)), strict=True)),
        dict(SETTING.issues) | draw(names),
        dict(SETTING.third_parties) | draw(names),
        dict(SETTING.sources) | sources,
    )
    commitments = draw(st.lists(DECLARATIONS, max_size=3, unique_by=lambda each: each.id))
    talks = draw(st.lists(ROUNDS | FORMATS, max_size=3, unique_by=lambda each: each.id))
    return Negotiation.begin(setting, [DECLARED[0], *commitments, *DECLARED[1:], *talks])


def _subjects(start: Negotiation, end: Negotiation) -> Iterator[tuple[str, str]]:
    for key, kind in SECTIONS.items():
        for name in end.ids:
            if isinstance(end.subjects[name], kind):
                yield from (
                    ((key, f"{name}/{side}") for side in end.setting.sides) if kind is Commitment else [(key, name)]
                )


@st.composite
def expectations(draw: st.DrawFn, start: Negotiation, end: Negotiation) -> tuple[Expectation, ...]:
    """What might be expected of a record, met or not."""
    asked = st.sampled_from([*_subjects(start, end), ("agreed", "agreed"), ("next talks", "next talks")])
    found = []
    for _ in range(draw(st.integers(0, 8))):
        key, subject = draw(asked)
        when, reading = draw(maybe(WHENS)), draw(st.sampled_from((LIKELY, *READINGS)))
        expected = {"agreed": str(draw(st.integers(0, 99))), "next talks": draw(DATES | st.just("none"))}.get(
            key, "absent"
        )
        found.append(Expectation(None, when, reading, key, subject, expected, None))
    return tuple(found)


def _texts_for(move: Move) -> st.SearchStrategy:
    """Other texts for those that the move has, a note, an issue where there is none."""
    given = [name for name in ("speaker", "quote", "terms", "action", "title") if getattr(move, name, None)]
    issue = {"issue": st.just(("quota",))} if getattr(move, "issue", None) == () else {}
    return st.fixed_dictionaries({"note": maybe(TEXTS)} | dict.fromkeys(given, TEXTS) | issue)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A scenario without faults, with texts that YAML could take for something else."""
    start = draw(starts())
    turns = played(draw(choosers()), draw(st.integers(0, 12)), start)
    moves = [evolve(move, **draw(_texts_for(move))) for move, _ in turns]
    history = History.of(start, moves)
    end = history.states[-1]
    return Scenario(HERE, draw(TEXTS), draw(maybe(TEXTS)), history, draw(expectations(start, end)))
