def test_a_text_is_removed_from_the_record_and_from_the_files(negsim, journal):
    text = "said to one reporter alone"
    negsim("journal", "amend", journal, "#1", "--set", f"quote={text}")
    printed = negsim("journal", "redact", journal, "@4", "quote", "--reason", "asked to").stdout
    assert printed == f"{journal}#main: @5 recorded: redact /body/amend/quote of @4\n"
    for path in journal.parent.glob("talks.db*"):
        assert text.encode() not in path.read_bytes()
    assert "[redacted]" in negsim("why", journal, "#1").stdout
    assert negsim("journal", "verify", journal).exit_code == 0


def test_what_has_been_removed_is_not_removed_again(negsim, journal):
    for _ in range(2):
        printed = negsim("journal", "redact", journal, "@2", "/body/add/terms", "-q").stdout
        assert printed == ""
    assert "had been removed before" in negsim("journal", "redact", journal, "@2", "terms").stdout


def test_a_text_that_is_not_there_gets_those_that_are(journal, told):
    assert "#main@2: it has no text 'quot'; there is /by, /reason" in told("redact", journal, "@2", "quot")


def test_an_entry_is_named_by_its_number(journal, told):
    assert "'2' names no entry; write @ and its number, such as '@12' in quotes" in told(
        "redact", journal, "2", "quote"
    )


def test_a_text_without_which_the_record_cannot_be_read_stays(negsim, journal, told):
    declared = "issues: {quota: {title: Quota, terms: {share: [low, high]}}}"
    negsim("journal", "declare", journal, "-", stdin=declared)
    negsim("journal", "redact", journal, "@4", "share/0", "-q")
    refusal = told("redact", journal, "@4", "share/1")
    assert "#main@4: the record could not be read without this text" in refusal


def test_an_empty_text_is_none_that_can_be_redacted(negsim, journal, told):
    assert negsim("journal", "retract", journal, "#2").exit_code == 0
    assert "there is no text at /reason" in told("redact", journal, "@4", "reason")
