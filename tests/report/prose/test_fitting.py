from sim.report.prose.fitting import WIDTH, Importance, fitted, rows

ROW = ("word " * 15).strip() + "."


def lines(*told):
    """Lines of the importances in turn, each with its forms."""
    return [(importance, iter(forms)) for importance, forms in zip(Importance, told, strict=False)]


def test_lines_that_fit_are_told_at_length():
    assert fitted(lines(*[(ROW, "Brief.")] * 10)) == (ROW,) * 10
    assert fitted([]) == ()


def test_the_least_important_line_is_brief_first():
    told = fitted(lines(*[(f"{ROW} {ROW}", "Brief.")] * 7))
    assert told == (*["Brief."] * 2, *[f"{ROW} {ROW}"] * 5)


def test_no_line_takes_more_than_two_rows_before_others_have_one():
    told = fitted(lines(*[(f"{ROW} {ROW} {ROW}", f"{ROW} {ROW}", "Brief.")] * 6))
    assert told == (f"{ROW} {ROW}",) * 6


def test_a_line_without_a_brief_form_is_cut():
    told = fitted(lines(*[(f"“{ROW} {ROW}”",)] * 10))
    assert [rows(text) for text in told] == [1] * 8 + [2] * 2
    assert told[0].endswith("…”")


def test_signs_that_are_two_columns_wide_count_as_two():
    told = fitted(lines(*[("協" * 2 * WIDTH,)] * 10))
    assert sum(map(rows, told)) <= 12
