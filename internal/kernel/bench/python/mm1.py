"""Runs a queue with one server in SimPy as a yardstick for landfall's kernel.

Standard input: for each customer the nanoseconds since the last one came and
those of the service. Standard output: the seconds that the simulation took, the
sum of the nanoseconds that customers waited, and the version of SimPy.
"""

import sys
from time import perf_counter


def run(customers):
    """Simulates with SimPy 3 or 4."""
    import simpy

    env = simpy.Environment()
    server = simpy.Resource(env, capacity=1)
    waited = 0

    def customer(service):
        nonlocal waited
        came = env.now
        with server.request() as turn:
            yield turn
            waited += env.now - came
            yield env.timeout(service)

    def arrivals():
        for gap, service in customers:
            yield env.timeout(gap)
            env.process(customer(service))

    env.process(arrivals())
    env.run()
    return waited, simpy.__version__


def run2(customers):
    """Simulates with SimPy 2, which Debian calls python3-simpy."""
    import SimPy
    from SimPy.Simulation import Process, Resource, Simulation, hold, release, request

    sim = Simulation()
    server = Resource(capacity=1, sim=sim)
    waited = 0

    class Customer(Process):
        def visit(self, service):
            nonlocal waited
            came = sim.now()
            yield request, self, server
            waited += sim.now() - came
            yield hold, self, service
            yield release, self, server

    class Arrivals(Process):
        def generate(self):
            for gap, service in customers:
                yield hold, self, gap
                c = Customer(sim=sim)
                sim.activate(c, c.visit(service))

    a = Arrivals(sim=sim)
    sim.activate(a, a.generate())
    sim.simulate(until=10**30)
    return waited, SimPy.__version__


def main():
    simulate = run2 if sys.argv[1:] == ["2"] else run
    customers = [tuple(map(int, line.split())) for line in sys.stdin]
    begin = perf_counter()
    waited, version = simulate(customers)
    print(perf_counter() - begin, int(waited), version)


main()
