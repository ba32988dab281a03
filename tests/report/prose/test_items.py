from sim.report.prose.items import LONGEST, line_of


def test_a_line_names_what_there_is():
    assert line_of("2 threats stand", ["a", "b"]) == "2 threats stand: a; b."


def test_a_line_names_five_at_most_and_counts_the_others():
    assert line_of("Talks", list("abcdefg")) == "Talks: a; b; c; d; e; and 2 more."
    assert line_of("Talks", list("abcde"), 1234) == "Talks: a; b; c; d; e; and 1,229 more."


def test_a_line_stays_within_its_length():
    line = line_of("Talks", ["x" * 90] * 3)
    assert line.endswith("; and 2 more.")
    assert len(line_of("Talks", ["x" * 60] * 3)) < LONGEST
