from sim.report.page.board import standing_data
from sim.report.page.texts import Texts


def standing():
    texts = Texts()
    return [rows and [[texts.all[place] for place in statuses] for statuses in rows] for rows in standing_data(texts)]


def test_open_proposals_are_on_the_table_and_agreed_ones_settled():
    assert standing()[0] == [["tabled", "opposed", "rejected", "provisional"], ["accepted", "carried out"]]


def test_threats_and_measures_are_on_the_table_for_as_long_as_they_stand():
    assert standing()[1] == [["threatened", "deferred", "in place", "suspended"], []]


def test_a_commitment_is_on_the_table_while_it_is_not_in_force():
    on_the_table, settled = standing()[2]
    assert on_the_table == ["pending", "suspended", "in breach", "leaving", "left"]
    assert settled == ["in force", "fulfilled"]


def test_talks_are_on_no_table():
    assert standing()[3] is None
