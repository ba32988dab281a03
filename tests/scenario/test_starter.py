from sim.scenario import loads
from sim.scenario.declarations import SECTIONS
from sim.scenario.starter import STARTER


def test_the_starter_is_in_order_and_its_expectations_are_met():
    found = loads(STARTER).findings()
    assert len(found) == 12
    assert all(finding.met for finding in found)


def test_the_starter_shows_every_section_in_the_order_in_which_they_are_written():
    assert [key for key in SECTIONS if f"\n{key}:" in f"\n{STARTER}"] == list(SECTIONS)
    assert sorted(SECTIONS, key=lambda key: f"\n{STARTER}".index(f"\n{key}:")) == list(SECTIONS)


def test_the_starter_fits_an_editor_window():
    assert max(map(len, STARTER.splitlines())) <= 120
    assert "\t" not in STARTER
