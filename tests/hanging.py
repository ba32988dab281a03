"""Evidence made by hand, for tests of what shows it: `hanging(scenario, [(15,)], [(3, 9)])`."""

from sim.evidence.results import ConclusionEvidence, Evidence


def hanging(scenario, *cuts, up_to=3, branch="", unmet=(), asked=None, verdict="a verdict"):
    """Evidence in which the first expectations hang on these cut sets, each on a list; the others hang on nothing.

    Those in `unmet`, by their place, do not hold.
    """
    found = {finding.expectation: finding.found for finding in scenario.findings()}
    conclusions = [
        ConclusionEvidence(
            expectation=each,
            found="something else" if place in unmet else found[each],
            moves=() if place in unmet or place >= len(cuts) else tuple(sorted(cuts[place], key=len)),
            verdict=verdict,
        )
        for place, each in enumerate(scenario.expectations)
    ]
    history = scenario.history_of(branch)
    return Evidence(scenario.title, history, up_to, asked or len(conclusions), tuple(conclusions), branch)
