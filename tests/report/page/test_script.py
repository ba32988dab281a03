import re
from collections import Counter

import pytest

from sim.report.page import page

PARTS = [page.SCRIPTS.joinpath(f"{name}.js").read_text("utf-8") for name in page.PARTS]


def test_the_script_of_a_page_is_that_of_the_files_that_people_read():
    pytest.importorskip("minify", reason="tdewolff-minify has no wheel for the Macs of today")
    from tools.minified_scripts import minified  # needs the library  # noqa: PLC0415

    short = {name: page.MINIFIED.joinpath(f"{name}.js").read_text("utf-8") for name in page.PARTS}
    assert short == {name: minified(name) for name in page.PARTS}, "if a part was changed, run `make scripts`"


def test_there_is_no_short_part_of_a_file_that_is_gone():
    assert {path.stem for path in page.MINIFIED.iterdir()} == {*page.PARTS}


def test_no_two_parts_give_one_name_to_two_things():
    declared = re.findall(r"^(?:const|let|class|function) (\w+)", "\n".join(PARTS), re.MULTILINE)
    assert [name for name, times in Counter(declared).items() if times > 1] == []
