"""The scenario that `negsim new` writes: short, commented, and in order as it stands."""

from typing import Final

STARTER: Final = """\
# A scenario for negsim. Everything after a # and a space is a comment. The format: docs/reference/scenario-format.md
scenario: A title for your negotiation
summary: |
  Who negotiates over what, in a sentence or two. A block like this one, after a |, may hold
  any signs: colons, "quotes", # signs.

parties:                      # exactly two; the ids on the left are what the moves use
  north: The North
  south: The South
third-parties:                # others who speak, mediate, ratify or act; leave the section out if there are none
  envoy: The envoy of a neutral state
  assembly: {title: The Assembly of the South, with: south}    # what it does counts as the South's in figures
issues:
  border: The course of the border
  river: {title: The water of the river, terms: {share of the South: "%"}}     # a term with its unit, or [its, words]
commitments:                  # what is in force before the first move
  truce: {title: Truce of 2020, issue: border, since: 2020-05-01}
measures:                     # harms that are in place before the first move
  toll: {title: A toll on barges, by: north, issue: river, level: 5 %, since: 2023}
talks:                        # the formats in which the parties meet
  summit: Meetings of the two presidents
sources:
  herald: {title: The Daily Herald, published: 2024-03-05}

weights:                      # what each thing that stands adds to tension, in points; leave it out for the usual ones
  participation suspended: 3

# The moves, in the order in which they happened. Each begins with what was done and to which subject.
moves:
  - propose: share-the-water        # a new proposal, under an id of your choice
    by: north
    date: 2024-02-01                # also 2024-02, ../2024-02-01 (by then), 2024-02-01/.. (from then on), 2024-02-01?
    issue: river
    kind: offer                     # offer, request or plan
    terms: |                        # or values: {share of the South: 50 %}
      Half of the water for each side: no more, no less.
    speaker: The president of the North
    quote: |
      half and half
    source: herald
  - oppose: share-the-water
    by: south
    date: 2024-02-03
  - threaten: build-a-dam
    by: south
    date: 2024-02-10
    issue: river
    action: build a dam
    unless: the North pays for the canals
    deadline: 2024-12-31
    over: border                    # for the sake of another issue
  - agree-to-continue: summit
    by: both
    date: 2024-03-01
    due: 2024-06
    place: The bridge at the border

# What if: moves left out, by number ('#3') or by verb and subject, or others made instead. See `negsim diff --branch`.
branches:
  half-each:
    title: The South accepts
    without: {oppose: share-the-water}
    moves:
      - accept: share-the-water
        by: south
        date: 2024-02-03
        subject-to: assembly        # it takes the vote of this third party: `ratify`, or `reject`
      - ratify: share-the-water
        by: assembly
        date: 2024-02-20
    expect:
      - agreed: 1

# A forecast: what comes of it if the parties act by these policies. See `negsim forecast`.
forecast:
  from: 2024-03-05
  until: 2024-12-31
  step: week                        # or day, or month
  policies:
    north: tit-for-tat
    south: {policy: time-dependent, tactic: boulware}
  calendar:                         # dated things that both sides know
    vote: {date: 2024-09-15, title: The South votes}

# What must be so, as of a day. `negsim check` says whether it is.
expect:
  - as of: 2024-02-05
    proposals: {share-the-water: opposed}
    measures: {toll: in-place, build-a-dam: absent}
    commitments: {truce: {north: in-force, south: in-force}}
  - proposals: {share-the-water: opposed}    # without a day: at the end of the record
    measures: {build-a-dam: threatened}
    talks: {summit: scheduled}
    next talks: 2024-06
    agreed: 0
    tension eased: {since: 2024-02-05, is: no}
"""
