from sim.report.prose.items import LONGEST, forms_of


def forms(head, items, brief=(), **further):
    return list(forms_of(head, items, lambda: brief, **further))


def test_a_line_names_what_there_is():
    assert forms("2 threats stand", ["a", "b"])[0] == "2 threats stand: a; b."


def test_a_line_names_five_at_most_and_counts_the_others():
    assert forms("Talks", list("abcdefg"))[0] == "Talks: a; b; c; d; e; and 2 more."
    assert forms("Talks", list("abcde"), count=1234)[0] == "Talks: a; b; c; d; e; and 1,229 more."


def test_a_line_stays_within_its_length():
    line, *_ = forms("Talks", ["x" * 90] * 3)
    assert line.endswith("; and 2 more.")
    assert len(forms("Talks", ["x" * 60] * 3)[0]) < LONGEST


def test_a_line_is_told_with_fewer_things_then_with_brief_ones_then_without():
    assert forms("2 threats stand", ["all of a", "all of b"], ["a", "b"]) == [
        "2 threats stand: all of a; all of b.",
        "2 threats stand: all of a; and 1 more.",
        "2 threats stand: a; b.",
        "2 threats stand: a; and 1 more.",
        "2 threats stand.",
    ]
    assert forms("Talks", ["a"], bare="Talks: 1 format.")[-1] == "Talks: 1 format."
