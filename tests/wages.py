"""A wage round whose offers are coded with numbers, for tests of positions."""

WAGES = """\
scenario: A wage round at the port
parties: {union: Union of Dockers, port: Port Authority}
third-parties: {mediator: State Mediator}
issues:
  pay:
    title: Pay of the dockers
    terms: {wage: "%", night shift: EUR per hour, term: months}
  access:
    title: Access of the union to the yard
    terms: {access: [closed, on request, open]}
moves:
  - {propose: demand, by: union, date: 2019-01-14, issue: [pay, access],
     terms: {wage: 8 %, term: 12 months, access: open}}
  - {propose: first-offer, by: port, date: 2019-01-28, issue: pay, counters: demand,
     terms: {wage: 2 %, term: 36 months}}
  - {propose: second-demand, by: union, date: 2019-02-11, issue: pay, replaces: demand,
     terms: {wage: 6 %, night shift: 4.50 EUR per hour}}
  - {propose: second-offer, by: port, date: 2019-02-18, issue: [pay, access], replaces: first-offer,
     terms: {wage: 3 %, night shift: 2 EUR per hour, access: closed}}
  - {propose: third-demand, by: union, date: 2019-02-25, issue: pay, replaces: second-demand, terms: {wage: 6.5 %}}
  - {propose: text, by: mediator, date: 2019-03-11, issue: [pay, access], settles: [second-offer, third-demand],
     terms: {wage: 4.2 %, night shift: 3 EUR per hour, term: 24 months, access: on request}}
  - {accept: text, by: port, date: 2019-03-13}
  - {accept: text, by: union, date: 2019-03-20}
"""
