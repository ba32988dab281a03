"""A record of eleven moves, of which only the first can have happened as coded."""

REFUSALS = """\
scenario: A record that cannot have happened as coded
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota, ports: Ports}
moves:
  - propose: half
    by: aland
    date: 2013-02-01
    issue: quota
  - accept: half
    by: aland
    date: 2013-02-02
  - repudiate: half
    by: bohus
    date: 2013-02-03
  - threaten: close
    by: alnd
    date: 2013-02-04
    issue: ports
    action: close ports
  - carry-out: close
    by: aland
    date: 2013-02-05
  - lift: close
    by: aland
    date: 2013-02-06
  - frobnicate: half
    by: aland
    date: 2013-02-07
  - oppose: half
    by: bohus
    date: 2013-2-8
  - just a text
  - accept: half
    by: bohus
    date: 2013-02-10
    by: bohus
  - withdraw: half
    by: aland
    date: 2013-01-31
expect:
  - agreed: x
"""
