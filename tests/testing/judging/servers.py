"""Systems with concurrent clients, simulated: one that does as the law says, and some with a fault; and their logs."""

from heapq import heappop, heappush

from attrs import evolve

from sim.history.replay import step
from sim.moves import Remark
from sim.rules.verdict import is_legal
from sim.testing.actions import FIRST_DAY
from sim.testing.generator import MoveGenerator, at_random
from sim.testing.judging import Log, Operation, Read
from sim.testing.judging.states import status_in
from sim.testing.story import START


class Server:
    """It does as the law says, and makes a request that it gets again no second time."""

    def __init__(self, start):
        self.state, self.answers, self.count = start, {}, 0

    def ask(self, move, key):
        """Whether the move is accepted."""
        if key not in self.answers:
            self.answers[key] = self.make(move)
        return self.answers[key]

    def make(self, move):
        self.count += 1
        if not is_legal(self.state, move):
            return False
        self.state = step(self.state, move)
        return True

    def read(self, name, day):
        return status_in(self.state, name, day)


def losing_update(number):
    """A server that accepts moves from this number on, but forgets every tenth."""

    class Losing(Server):
        def make(self, move):
            before = self.state
            accepted = super().make(move)
            if self.count >= number and self.count % 10 == number % 10:
                self.state = before
            return accepted

    return Losing


def accepting(number):
    """A server that from the move of this number on accepts whatever it is asked."""

    class Accepting(Server):
        def make(self, move):
            return super().make(move) or self.count >= number

    return Accepting


def refusing(number):
    """A server that refuses the move of this number, and those after it now and then."""

    class Refusing(Server):
        def make(self, move):
            if self.count >= number and self.count % 5 == 0:
                self.count += 1
                return False
            return super().make(move)

    return Refusing


def reading_stale(number):
    """A server that from the move of this number on shows what stood before it."""

    class Stale(Server):
        old = None

        def make(self, move):
            if self.count == number:
                self.old = self.state
            return super().make(move)

        def read(self, name, day):
            return status_in(self.old or self.state, name, day)

    return Stale


FAULTY = (losing_update, accepting, refusing, reading_stale)


class Simulation:
    """Clients who ask a server at random, each for one thing at a time; what they ask happens between start and end."""

    def __init__(self, random, generator, server, *, lost=0.05, reads=0.3):
        self.random, self.generator, self.lost, self.reads = random, generator, lost, reads
        self.server, self.moves, self.spoilt = server(generator.start), iter(()), 0.2
        self.day, self.entries, self.keys, self.queue = FIRST_DAY, [], 0, []

    def run(self, clients, count):
        """The log of so many operations and reads."""
        self.moves = iter(at_random(self.random.randrange(2**32), count, self.generator).moves)
        for client in range(clients):
            self.plan(client, self.random.random())
        while len(self.entries) < count:
            heappop(self.queue)[2]()
        operations = [entry for entry in self.entries if isinstance(entry, Operation)]
        return Log(self.generator.start, operations, [entry for entry in self.entries if isinstance(entry, Read)])

    def at(self, time, do):
        heappush(self.queue, (time, len(self.queue) + self.random.random(), do))

    def plan(self, client, time):
        self.at(time, lambda: self.begin(client, time))

    def begin(self, client, start):
        point, end = start + self.random.random(), start + 1 + self.random.random()
        names = self.server.state.ids
        if names and self.random.random() < self.reads:
            name, day = self.random.choice(names), self.day
            self.at(point, lambda: self.read(name, day, client, start, end))
            self.plan(client, end + self.random.random() / 4)
            return
        move = self.next_move()
        self.keys += 1
        self.send(move, f"r{self.keys}", client, start, point, end)

    def send(self, move, key, client, start, point, end):
        is_lost = self.random.random() < self.lost
        if not (is_lost and self.random.random() < 0.5):
            self.at(point, lambda: self.ask(move, key, client, start, None if is_lost else end))
        else:
            self.entries.append(Operation(move, "unknown", start, None, f"c{client}", key))
        if is_lost and self.random.random() < 0.7:
            self.at(end, lambda: self.send(move, key, client, end, end + self.random.random(), end + 1))
        else:
            self.plan(client, end + self.random.random() / 4)

    def ask(self, move, key, client, start, end):
        answer = "accepted" if self.server.ask(move, key) else "refused"
        self.entries.append(Operation(move, answer if end is not None else "unknown", start, end, f"c{client}", key))

    def read(self, name, day, client, start, end):
        self.entries.append(Read({name: self.server.read(name, day)}, day, start, end, f"c{client}"))

    def next_move(self):
        """The next move of a legal history, perhaps by somebody else; clients do not ask for them in that order."""
        move = next(self.moves, None) or Remark(subject="quota", kind="concern", by="aland", date=self.day)
        self.day = max(self.day, move.date.best)
        if move.by is not None and self.random.random() < self.spoilt:
            return evolve(move, by=self.random.choice((*self.generator.start.setting.actors, "nobody")))
        return move


def a_log(random, clients=8, count=200, server=Server, generator=None, **settings):
    """The log of a server with so many clients, of so many operations and reads."""
    return Simulation(random, generator or MoveGenerator(START), server, **settings).run(clients, count)
