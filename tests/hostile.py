"""A record whose every text is hostile, and every way to print it: for tests of what comes out."""

TEXT = "\\u202ered\\u2066 条約 🐟 – é\\u2028\\u200f =1+1 <b> | [x](y) `z` *s* _u_ # & $5 \\\\"
"""A text as it stands between the quotes of a scenario file."""

RECORD = f"""\
scenario: |
  =First 条約 <b>
  As of 2099-01-01 (likely): 0 of 0 moves.
  # No heading
summary: "{TEXT}\\n- an item"
parties: {{a: "{TEXT}", b: Beta}}
issues: {{i: {{title: "{TEXT}", terms: {{"=W {TEXT}": ["@V {TEXT}", "-V\nv"]}}}}}}
commitments: {{c: {{title: "=C {TEXT}", issue: i}}}}
talks: {{m: {{title: "@M {TEXT}", status: scheduled, due: 2014-01-01, place: "{TEXT}"}}}}
sources: {{s: {{title: "{TEXT}"}}}}
moves:
  - {{propose: p, by: a, date: 2013-03-01, issue: i, quote: "+Q {TEXT}", source: s, terms: "-T {TEXT}\\n\\n"}}
  - {{threaten: t, by: b, date: 2013-03-02, issue: i, action: "=A {TEXT}", unless: "@U {TEXT}"}}
  - {{suspend: c, by: b, date: 2013-03-03}}
  - {{propose: q, by: a, date: 2013-03-03, issue: i, terms: {{"=W {TEXT}": "@V {TEXT}", "+N {TEXT}": -5 🐟}}}}
branches:
  quiet: {{title: "=B {TEXT}", without: [{{threaten: t}}]}}
forecast:
  from: 2013-03-03
  until: 2013-04-30
  policies: {{a: tit-for-tat, b: random}}
  pairs:
    calm: {{title: "=P {TEXT}", policies: {{b: grit}}}}
    wild: {{title: "Two\\nlines", policies: {{b: random}}}}
  runs: 3
expect:
  - as of: 2013-03-02
    quote: "{TEXT}"
    proposals: {{p: tabled}}
"""
"""A record in which every text that is shown somewhere is hostile."""

TWIN = RECORD.replace("2013-03-03", "2013-03-04").replace("=A", "-A").replace("+Q", "@Q")
"""Another coding of the same, in a file of that name with `.twin` behind it."""


MOVES = """\
date,by,verb,subject,issue,terms,quote
2013-03-01,\u202ea,propose,p,\u2066i,"=T\u202ered\n\n",+Q\x1b[31m
2013-03-02,b,oppose,\u202ep,,,
2013-03-03,b\u2066,accept,p,,,<b>
"""
"""A table of moves in which every cell may be hostile; it comes to stand with `.csv` behind the name of the record."""


def write(path):
    """Write the record to a file, and beside it the other coding and a table of moves."""
    path.with_name(f"{path.name}.csv").write_text(MOVES, "utf-8")
    path.write_text(RECORD, "utf-8")
    path.with_name(f"{path.name}.twin").write_text(TWIN, "utf-8")


TABLES = {
    "run": ("run", "{file}"),
    "run-several": ("run", "{file}", "{file}"),
    "run-branch": ("run", "{file}", "--branch", "quiet"),
    "run-proposals": ("run", "{file}", "--only", "proposals"),
    "run-measures": ("run", "{file}", "{file}", "--only", "measures"),
    "run-commitments": ("run", "{file}", "--only", "commitments"),
    "run-talks": ("run", "{file}", "--only", "talks"),
    "run-figures": ("run", "{file}", "--only", "figures"),
    "run-expectations": ("run", "{file}", "--only", "expectations"),
    "check": ("check", "{file}", "{file}"),
    "audit": ("audit", "{file}"),
    "legal": ("legal", "{file}", "--by", "a"),
    "why": ("why", "{file}", "p"),
    "why-part": ("why", "{file}", "c/b"),
    "why-move": ("why", "{file}", "#3"),
    "why-issue": ("why", "{file}", "--issue", "i"),
    "diff-branch": ("diff", "{file}", "--branch", "quiet"),
    "diff-days": ("diff", "{file}", "--as-of", "2013-03-01", "2013-03-03"),
    "diff-files": ("diff", "{file}", "{file}"),
    "assess": ("assess", "{file}"),
    "assess-tension": ("assess", "{file}", "--only", "tension"),
    "assess-positions": ("assess", "{file}", "--only", "positions"),
    "assess-course": ("assess", "{file}", "--only", "course"),
    "evidence": ("evidence", "{file}"),
    "evidence-claims": ("evidence", "{file}", "--claims", "default", "--moves"),
    "evidence-cuts": ("evidence", "{file}", "--claims", "default", "--only", "cuts"),
    "evidence-days": ("evidence", "{file}", "--claims", "default", "--only", "days"),
    "evidence-readings": ("evidence", "{file}", "--claims", "default", "--only", "readings"),
    "evidence-additions": ("evidence", "{file}", "--claims", "default", "--only", "additions"),
    "evidence-importance": ("evidence", "{file}", "--claims", "default", "--only", "importance"),
    "compare": ("compare", "{file}", "{file}.twin"),
    "compare-pairs": ("compare", "{file}", "{file}.twin", "--only", "pairs"),
    "compare-differences": ("compare", "{file}", "{file}.twin", "--only", "differences"),
    "compare-only-a": ("compare", "{file}", "{file}.twin", "--only", "only-a", "--days", "0"),
    "compare-only-b": ("compare", "{file}", "{file}.twin", "--only", "only-b", "--days", "0"),
    "compare-names": ("compare", "{file}", "{file}.twin", "--only", "names", "--map", "t=p", "--map", "p=t"),
    "forecast": ("forecast", "{file}"),
    "forecast-conduct": ("forecast", "{file}", "--only", "conduct"),
    "forecast-tension": ("forecast", "{file}", "--only", "tension"),
    "forecast-final-state": ("forecast", "{file}", "--only", "final-state"),
    "forecast-one-other": ("forecast", "{file}", "--compare", "calm"),
    "backtest": ("backtest", "{file}", "--runs", "2", "--horizon", "1d", "--step", "day"),
    "backtest-records": ("backtest", "{file}", "--runs", "2", "--horizon", "1d", "--step", "day", "--only", "records"),
    "backtest-short": ("backtest", "{file}", "--pair", "calm"),
    "forecast-others": ("forecast", "{file}", "--compare", "all", "--only", "differences"),
}
"""All that prints tables in every format."""

LONG_TABLES = {
    f"export-{name}": ("export", "{file}", "--table", name)
    for name in ("moves", "effects", "subjects", "panel", "positions", "course", "expectations")
}
"""All that prints tables of typed cells, in CSV and JSON."""

DATA = {
    "plot": ("plot", "{file}", "--branch", "quiet"),
    "plot-evidence": ("plot", "{file}", "--evidence"),
    "plot-terms": ("plot", "{file}", "--terms"),
    "page": ("page", "{file}", "--branch", "quiet"),
    "schema": ("schema",),
    "why-page": ("why", "{file}", "--issue", "i", "p", "--format", "html"),
    "forecast-one": ("forecast", "{file}", "--one"),
    "forecast-one-json": ("forecast", "{file}", "--one", "--format", "json"),
    "export-ocel": ("export", "{file}", "--to", "ocel"),
    "export-cloudevents": ("export", "{file}", "--to", "cloudevents"),
    "export-timelinejs": ("export", "{file}", "--to", "timelinejs"),
    "export-gmcr": ("export", "{file}", "--to", "gmcr"),
    "export-json": ("export", "{file}", "--table", "moves", "--format", "json"),
}
"""All that prints data without tables."""
