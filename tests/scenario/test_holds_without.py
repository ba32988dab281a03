"""What an `expect` block must hold without: any so many moves, sources or speakers."""

import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, recorded

from sim.scenario import HoldsWithout

SAID = instead("    terms:", "    speaker: Signe Holm\n    source: gazette\n    terms:") + OPPOSED
SAID = instead("sources: {", "sources: {wire: Wire, ", SAID)
BRANCHED = f"{SAID}branches:\n  calm:\n    without: 1\n    moves:\n"
BRANCHED += "      - {remark: ports, by: bohus, date: 2013-02-10, kind: hope, speaker: Axel Ruud}\n"
OPTIONS = "write 1, 2 or 3 for any so many moves, {source: ID} or {speaker: NAME}"


def expecting(without, text=SAID):
    """A record whose only block, in its last two lines, has this `holds without`."""
    return f"{text}expect:\n  - agreed: 0\n    holds without: {without}\n"


def read(without, text=SAID):
    [expectation] = recorded(expecting(without, text)).expectations
    return expectation.holds_without


def test_without_the_key_nothing_has_to_be_left_out():
    [expectation] = recorded(f"{SAID}expect:\n  - agreed: 0\n").expectations
    assert expectation.holds_without is None
    assert expectation.expected_in_words == "0"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_it_may_be_any_so_many_moves(count):
    assert read(count) == HoldsWithout(moves=count)


@pytest.mark.parametrize(
    ("written", "sources"),
    [("gazette", ("gazette",)), ("[gazette]", ("gazette",)), ("[wire, gazette]", ("wire", "gazette"))],
)
def test_it_may_be_one_source_or_several(written, sources):
    assert read(f"{{source: {written}}}") == HoldsWithout(sources=sources)


@pytest.mark.parametrize("written", ["Signe Holm", "[Signe Holm]"])
def test_it_may_be_a_speaker(written):
    assert read(f"{{speaker: {written}}}") == HoldsWithout(speakers=("Signe Holm",))


def test_it_may_be_several_speakers():
    text = SAID.replace("date: 2013-02-09", "date: 2013-02-09\n    speaker: Axel Ruud")
    assert read("{speaker: [Axel Ruud, Signe Holm]}", text) == HoldsWithout(speakers=("Axel Ruud", "Signe Holm"))


def test_it_counts_for_every_expectation_of_its_block_alone():
    text = "expect:\n  - {holds without: 1, agreed: 0, talks: {ministers: idle}}\n  - tension: 1\n"
    asked = recorded(SAID + text).expectations
    assert [each.holds_without for each in asked] == [HoldsWithout(1), HoldsWithout(1), None]


def test_it_leaves_the_value_that_is_found_as_it_is():
    text = f"{SAID}expect:\n  - {{holds without: 1, proposals: {{equal-shares: opposed}}}}\n"
    [finding] = recorded(text).findings()
    assert (finding.found, finding.met) == ("opposed", True)


@pytest.mark.parametrize(
    ("without", "words"),
    [
        (HoldsWithout(1), "any one move"),
        (HoldsWithout(3), "any 3 moves"),
        (HoldsWithout(sources=("ap",)), "the source ap"),
        (HoldsWithout(sources=("ap", "wire", "gazette")), "the sources ap, wire and gazette"),
        (HoldsWithout(speakers=("Signe Holm",)), "the speaker Signe Holm"),
        (HoldsWithout(speakers=("Signe Holm", "Axel Ruud")), "the speakers Signe Holm and Axel Ruud"),
    ],
)
def test_it_has_words(without, words):
    assert without.in_words == words


def test_its_words_follow_the_expected_value():
    [expectation] = recorded(expecting("2")).expectations
    assert expectation.expected_in_words == "0 without any 2 moves"


# WHAT IS REFUSED


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("0", f"'0' is not possible here; {OPTIONS}"),
        ("4", f"'4' is not possible here; {OPTIONS}"),
        ("two", f"'two' is not possible here; {OPTIONS}"),
        ("02", f"'02' is not possible here; {OPTIONS}"),
        ("[gazette]", f"a list is not possible here; {OPTIONS}"),
        ("{}", f"nothing stands here; {OPTIONS}"),
        ("{speaker: Signe Holm, source: wire}", "`source` and `speaker` cannot stand together; write a block for each"),
    ],
)
def test_what_is_neither_a_number_nor_named_is_refused(written, reason):
    assert faults_in(expecting(written)) == [f"21:20: expect, holds without: {reason}"]


@pytest.mark.parametrize(
    ("written", "at", "reason"),
    [
        ("", "21:19", "nothing stands here; give a value"),
        ("{sources: wire}", "21:21", "there is no key 'sources' here; did you mean source?"),
        ("{source: wires}", "21:29", "no source 'wires' is declared; did you mean wire?"),
        ("{source: [wire, gazete]}", "21:36", "no source 'gazete' is declared; did you mean gazette?"),
        ("{source: [wire, wire]}", "21:36", "wire stands in this list twice"),
        (
            "{speaker: Signe Hom}",
            "21:30",
            "no move of the record has the speaker 'Signe Hom'; did you mean Signe Holm?",
        ),
        (
            "{speaker: [Signe Holm, nobody]}",
            "21:43",
            "no move of the record has the speaker 'nobody'; there is Signe Holm",
        ),
        ("{speaker: {a: b}}", "21:30", "a text is wanted here, not a mapping of keys to values"),
        ("{speaker: []}", "21:30", "the list is empty; name one, or leave the key out"),
    ],
)
def test_what_nobody_knows_is_refused_where_it_stands(written, at, reason):
    key = "".join(f", {key}" for key in ("source", "speaker") if f"{key}: " in written)
    assert faults_in(expecting(written)) == [f"{at}: expect, holds without{key}: {reason}"]


def test_where_no_source_is_declared_the_complaint_says_so():
    text = instead("sources: {gazette: {title: Strait Gazette, published: 2013-05-02}}\n", "")
    complains(
        expecting("{source: wire}", text), at="15:29", of="no source 'wire' is declared; the file has no `sources`"
    )


def test_where_no_move_has_a_speaker_the_complaint_says_so():
    complains(
        expecting("{speaker: Signe Holm}", RECORD), at="16:30", of=f"no move of the record has a speaker; {OPTIONS}"
    )


def test_a_block_that_expects_nothing_is_refused():
    text = f"{SAID}expect:\n  - holds without: 1\n"
    complains(text, at="20:5", of="this block expects nothing; say what must hold, such as `agreed: 0`, or leave it")


def test_a_speaker_whose_move_a_fault_may_hide_is_not_judged():
    text = expecting("{speaker: Axel Ruud}").replace("oppose:", "opose:")
    complains(text, at="16:5", of="there is no move 'opose'")


def test_all_speakers_that_nobody_knows_are_complained_of():
    block = "  - {agreed: 0, holds without: {speaker: nobody}}\n"
    assert [fault.partition(" ")[0] for fault in faults_in(f"{SAID}expect:\n{block}{block}")] == ["20:42:", "21:42:"]


# BRANCHES


@pytest.mark.parametrize("written", ["2", "{source: wire}", "{speaker: Axel Ruud}"])
def test_in_the_expectations_of_a_branch_it_is_the_same(written):
    block = f"      - {{agreed: 0, holds without: {written}}}\n"
    [inside] = recorded(f"{BRANCHED}    expect:\n{block}").expectations
    [outside] = recorded(f"{BRANCHED}expect:\n{block.replace('{', '{branch: calm, ', 1)}").expectations
    assert inside.holds_without == outside.holds_without is not None


def test_a_speaker_of_the_record_who_is_not_in_the_branch_is_refused():
    complains(
        expecting("{speaker: Signe Holm}", BRANCHED) + "    branch: calm\n",
        at="26:30",
        of="no move of the branch calm has the speaker 'Signe Holm'; there is Axel Ruud",
    )


def test_a_speaker_in_a_branch_that_there_is_not_is_not_judged():
    complains(
        expecting("{speaker: nobody}", BRANCHED) + "    branch: clam\n", at="27:13", of="there is no branch 'clam'"
    )
