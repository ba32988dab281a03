"""The definitions of the figures of an assessment: unit, meaning, source and example."""

from typing import Final

from attrs import frozen


@frozen
class Definition:
    """The definition of a figure: its unit, its meaning, its source, an example, and what it does not say."""

    unit: str
    words: str
    source: str
    example: str
    silent_on: str


_EVENTS: Final = "J. S. Goldstein, A Conflict-Cooperation Scale for WEIS Events Data (1992)"
_MOMENTUM: Final = "G. R. Berridge, Diplomacy: Theory and Practice (1995), on momentum and deadlines"

FIGURES: Final = {
    "agreement": Definition(
        "proposals",
        "Offers and requests of substance that are agreed, of those made and not superseded; in all, and on each "
        "issue. One on several issues counts on each. Agreed is what was accepted, carried out or not, and neither "
        "repudiated nor settled by another. What was put into force as commitments (`under`) is agreed only while one "
        "of these is pending, in force, suspended, leaving or fulfilled for both parties, as far as they are bound; "
        "third parties do not matter.",
        "Vienna Convention on the Law of Treaties (1969), articles 54, 57 and 72: a treaty that is suspended, or given "
        "notice of, is still one",
        "Both accept an accord, and commit themselves to a treaty `under` it: 1. The treaty runs out at the end of the "
        "year: 0. They extend it: 1 again.",
        "How much an agreement is worth, how many questions it settles, and whether it is kept.",
    ),
    "issues agreed on": Definition(
        "issues",
        "Issues on which at least one proposal is agreed, of all issues.",
        "H. Raiffa, The Art and Science of Negotiation (1982), on negotiations over several issues",
        "A text on wages and hours is accepted, and nothing on pensions: 2 of 3.",
        "Whether everything is agreed on an issue: one accepted proposal is enough.",
    ),
    "concessions": Definition(
        "concessions",
        "What a party has given up: at most once in a deal, and outside deals. A deal is all the proposals that hang "
        "together by `counters`, `settles` and `replaces`, as linked on that day; a text accepted in full closes it, "
        "and what settles or counters that later is another deal. In a deal a party concedes at the first of these: it "
        "proposes what `concedes`; it accepts an offer or request of the other side (unless that `concedes` and "
        "counters nothing, as then its author alone gives up something); it accepts a counter-proposal, with which its "
        "author has conceded, too; it says yes to a joint or a third party's text; those to whom it had referred a "
        "text with a no say yes. Outside deals: to comply, to withdraw a plan or a request, and a commitment that "
        "`concedes`. What is of procedure is no concession.",
        "H. Raiffa, The Art and Science of Negotiation (1982); J. Z. Rubin and B. R. Brown, The Social Psychology of "
        "Bargaining and Negotiation (1975)",
        "South asks for lower tolls, North counters with half of what is asked, South accepts: one concession of each.",
        "How much was given up. A small concession counts as a large one does.",
    ),
    "de-escalation": Definition(
        "moves",
        "Moves by which a party has taken back harm, apart from concessions: a threat withdrawn or deferred, a measure "
        "eased, suspended or lifted, a commitment resumed.",
        "C. E. Osgood, An Alternative to War or Surrender (1962)",
        "North suspends its tariff, and later lifts it: 2.",
        "Whether the other side has paid for it, and how much harm is left.",
    ),
    "tension": Definition(
        "points",
        "A stock of what stands, by what the parties and third parties `with` one of them do and are bound by: a "
        "proposal of substance opposed or rejected 1, a plan carried out over opposition 4; a measure threatened 2, "
        "deferred 1, in place and eased 3, in place as imposed 4, in place and raised 5, suspended 1; a part in a "
        "commitment suspended 3, in breach 3, leaving 4, left 6; talks broken off or suspended 3, until the two meet "
        "on a later day in any format; talks overdue 1. A threat carried out `as` something else counts 2 beside it, "
        "while that counts. Nothing is counted for a threat that is discharged, for a proposal that another text would "
        "settle to which every party has said yes and only ratification is outstanding, and for what has expired, "
        "ended or been superseded. A proposal that replaces an opposed one counts 1 until it is answered. Acts and "
        "remarks are events, and do not count. A scenario may set other weights.",
        "T. C. Schelling, The Strategy of Conflict (1960), on threats",
        "A tariff is imposed: 4. It is raised: 5; eased to what it was: 4; suspended: 1; lifted: 0.",
        "By how much one day is tenser than another. It is ordinal: only more and less mean something.",
    ),
    "eased": Definition(
        "",
        "Whether there is less tension than at the end of the earlier day: `yes` if no admissible weights find more "
        "and some find less; `no` if none find less; else it depends on the weights. Admissible are all weights that "
        "keep the order: deferred ≤ threatened ≤ eased ≤ in place ≤ raised, and suspended ≤ eased; of a part "
        "suspended ≤ in breach ≤ leaving ≤ left; opposed ≤ plan over opposition; overdue ≤ broken off.",
        "A. B. Atkinson, On the Measurement of Inequality (1970), for judging by all measures of a kind at once",
        "A measure in place is eased: yes. One threat is carried out, and another is withdrawn: it depends on the "
        "weights.",
        "Why, and what was between the two days.",
    ),
    "share of tension": Definition(
        "points",
        "The points of what stands for the sake of an issue. That is the issue `over` which the move was made that "
        "brought it where it stands, else the one `over` which it was made at first, else its own issues in equal "
        "shares. What is about no issue, such as talks declared without one, counts for none; so the shares may add up "
        "to less than the tension.",
        "J. K. Sebenius, Negotiation Arithmetic: Adding and Subtracting Issues and Parties (1983), on linkage",
        "A tariff on timber (4) is imposed `over` the border, and a package on both is opposed (1): the border 4.5 "
        "of 5, timber 0.5 of 5.",
        "What the issue is worth to either side.",
    ),
    "centre": Definition(
        "issue",
        "The issue with the largest share of tension; all of them where several have as much. None if nothing stands "
        "that is about an issue.",
        "J. K. Sebenius, Negotiation Arithmetic: Adding and Subtracting Issues and Parties (1983), on linkage",
        "A tariff `over` the border (4), and a package on both issues that is opposed (half a point each): the "
        "border, with 4.5 of 5.",
        "Which issue the parties talk about most, or care about most.",
    ),
    "hostile moves": Definition(
        "moves",
        "The moves of a party, and of third parties `with` it, of hostile tone, as the tables of the moves have it; "
        "one act on several subjects is one move, in the strongest tone of its effects.",
        _EVENTS,
        "South threatens a strike, carries it out, and opposes an offer: 3.",
        "How hostile a move is: to oppose an offer is one move, and so is a blockade.",
    ),
    "conciliatory moves": Definition(
        "moves",
        "The same for moves of conciliatory tone. A joint move counts for both parties.",
        _EVENTS,
        "North accepts an offer of South, and both agree to continue the talks: 2 of North, 1 of South.",
        "How much a move gives: a next round is one move, and so is a treaty.",
    ),
    "more hostile": Definition(
        "party",
        "Who made more hostile moves; `tie` for as many, `none` where there are none.",
        _EVENTS,
        "North makes 3 hostile moves and South 1: North.",
        "Who began, who is to blame, and whose moves do more harm.",
    ),
    "answered in kind": Definition(
        "moves",
        "Moves of the other side whose tone the next move of this party has, of those that it answered at all. Joint "
        "moves and those of third parties are no answers.",
        "J. S. Goldstein and J. R. Freeman, Three-Way Street (1990)",
        "North imposes a tariff, South imposes one as well; North lifts its own, South opposes an offer: South has "
        "answered 1 of 2 in kind.",
        "Whether it was meant as an answer.",
    ),
    "reciprocity": Definition(
        "share, -1 to 1",
        "The share of moves answered in kind, less the share that would be if tones fell as often as they do and "
        "nobody answered anybody.",
        "J. Cohen, A Coefficient of Agreement for Nominal Scales (1960), its numerator",
        "3 of 4 moves are answered in kind, and half of them would be by chance: 0.25.",
        "Causes. A few answers say next to nothing.",
    ),
    "last met": Definition(
        "date",
        "The day of the last move by which talks were convened or adjourned.",
        _MOMENTUM,
        "Ministers convene on 1 May and adjourn on 3 May: 3 May.",
        "What was said there.",
    ),
    "next talks": Definition(
        "date",
        "When the next round is due, the earliest of all formats.",
        _MOMENTUM,
        "Ministers are to meet in May, and envoys on 12 April: 12 April.",
        "Whether they will meet.",
    ),
    "days to talks": Definition(
        "days",
        "From the day asked about to the last day on which they are due; below 0: past it.",
        _MOMENTUM,
        "On 10 April a round is due on the 12th: 2. On the 15th: -3.",
        "Whether they will meet.",
    ),
    "deadlock": Definition(
        "days",
        "Since anything new was proposed, or a proposal was met with a conciliatory move.",
        "A. Narlikar (ed.), Deadlocks in Multilateral Negotiations (2010)",
        "An offer is made on 1 May and opposed on 3 May; on 11 May: 10.",
        "Whether the parties are working on something that the record does not hold.",
    ),
    "days in place": Definition(
        "days",
        "On how many days a measure was in place, eased and raised included, by how it reads at their end: from the "
        "day on which it takes effect to the day before it is suspended, lifted or ends, or to the day asked about. A "
        "measure declared without `since` counts from the first day of the record. Under every reading the days are "
        "those between the likeliest days of the moves. The measure of a neutral third party counts, too.",
        "J. Kennan, The Duration of Contract Strikes in U.S. Manufacturing (1985)",
        "A strike begins on 2 May and is lifted on 27 September: 148.",
        "How hard it was while it lasted.",
    ),
    "days threatened": Definition(
        "days",
        "On how many days a measure was threatened, deferred, or announced for a later day, counted in the same way. A "
        "threat that is discharged stands no longer.",
        "T. C. Morgan, N. Bapat and Y. Kobayashi, Threat and Imposition of Economic Sanctions 1945–2005 (2014)",
        "A strike is threatened on 10 April, and begins on 2 May: 22.",
        "Whether anybody believed it.",
    ),
    "days broken off": Definition(
        "days",
        "On how many days a format of talks was broken off, counted in the same way.",
        _MOMENTUM,
        "Talks are broken off on 1 May, and convened again on the 31st: 30.",
        "Whether the parties met elsewhere.",
    ),
    "threats that worked": Definition(
        "threats",
        "Threats of a party with which the other side complied, of all that it made. That an `unless` on the record "
        "was met discharges a threat; that the other side has given way, `comply` alone says.",
        "J. D. Fearon, Selection Effects and Deterrence (2002)",
        "North makes two threats; South complies with one: 1 of 2.",
        "Whether the other side would have done the same without the threat.",
    ),
    "follow-through": Definition(
        "threats",
        "Threats of a party that were carried out, of those that were triggered: whose condition on the record was "
        "met, or whose deadline passed in vain. To carry one out on the day of its deadline counts, and so does an "
        "`impose` that `replaces` it. What is carried out untriggered is not among them.",
        "J. D. Fearon, Selection Effects and Deterrence (2002); K. A. Schultz, Looking for Audience Costs (2001)",
        "North threatens a tariff unless South signs by 1 May; on 2 May it imposes it: 1 of 1.",
        "How credible the other threats are. Threats that work are never triggered, so these are a selection of those "
        "that did not.",
    ),
}
"""The definition of each figure, in the order in which they are told."""

_DANCE: Final = "H. Raiffa, The Art and Science of Negotiation (1982), on the negotiation dance"
_CONCESSIONS: Final = "D. G. Pruitt, Negotiation Behavior (1981), on concessions"

POSITIONS: Final = {
    "position": Definition(
        "the unit of the term",
        "The last value of a term that a party has put forward in an offer or a request of substance, or said yes to: "
        "the other side's offer, a joint text, a third party's text. What third parties `with` a party propose is its "
        "own. A term that a later offer does not name stands as it was; so does what is opposed, withdrawn, superseded "
        "or expired, until the party names another value. Who refers a text with a no moves when its "
        "ratifiers say yes. The author of a text to which the other side says yes stands by it, too, whatever it has "
        "offered since. A plan asks for no yes, and is no position. Words count by their place in the list of the "
        "issue.",
        _DANCE,
        "The union asks for 8 %, the employer offers 2 %, the union comes down to 6 %: it stands at 6 %, and the "
        "employer at 2 %.",
        "What a party would settle for, and what a term is worth to it.",
    ),
    "first gap": Definition(
        "the unit of the term",
        "The distance between the first positions of the two parties, as soon as both have one; 0 if one opens by "
        "saying yes to the other.",
        _DANCE,
        "8 % is asked and 2 % offered: 6.",
        "Whether both meant their first values seriously.",
    ),
    "moved": Definition(
        "the unit of the term",
        "The way of a party from its first position to its last, towards the other side's first one; below 0: away "
        "from it. None without a first gap.",
        _DANCE,
        "From 8 % to 6 %, where the other side began at 2 %: 2.",
        "What the way has cost.",
    ),
    "closed": Definition(
        "% of the first gap",
        "What a party has moved, as a share of the first gap. The shares of both and the share that is left add up to "
        "100 %.",
        _DANCE,
        "2 of 6: 33 %.",
        "Who has given up more: who opens far off has a longer way.",
    ),
    "left": Definition(
        "the unit of the term",
        "The distance between the two positions now; below 0 where they have passed each other.",
        _DANCE,
        "6 % and 2 %: 4. Of the first gap, 67 % are left.",
        "Whether there is a value on which both could agree.",
    ),
    "step": Definition(
        "",
        "Each value that a party puts forward or says yes to is a step: its `opening`; a `repetition` of where it "
        "stands; a `concession`, towards the other side's first position; `reneging`, a step back from there. Where "
        "both began at the same value, the direction is that of the other side's position at the time, and any step "
        "away from a value at which both stand is reneging. A `revision` is another value while the other side has "
        "named none, so that nobody can say towards what; it stays one. A value of a joint or a neutral third party's "
        "`text` is nobody's step until a party says yes. Two offers that stand side by side are read one after the "
        "other.",
        _CONCESSIONS,
        "8 %, then 6 %, 6 % and 7 %: opening, concession, repetition, reneging.",
        "Whether a step was meant as one, and how many [concessions](#concessions) a party has made: those are counted "
        "by deal, not by term.",
    ),
}
"""The definition of each thing that is told of positions, in that order."""
