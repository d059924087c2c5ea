"""The peer of mpi-bench objects: the same graphs by mpi4py's comm.send and comm.recv, which pickle. Prints a sample per line."""

import array
import sys
import time

from mpi4py import MPI


class Particle:
    __slots__ = ("id", "name", "x")

    def __init__(self, i):
        self.id = i
        self.name = "particle-%d" % i
        self.x = i * 0.5


GRAPHS = {
    "map-int": lambda n: {"key-%d" % i: i for i in range(n)},
    "map-double": lambda n: {"key-%d" % i: i * 0.5 for i in range(n)},
    "records": lambda n: [(i, "particle-%d" % i, i * 0.5) for i in range(n)],
    "objects": lambda n: [Particle(i) for i in range(n)],
    "maps": lambda n: [{"id": i, "name": "particle-%d" % i, "x": i * 0.5} for i in range(n)],
    "strings": lambda n: ["%0100d" % i for i in range(n)],
    "bytes": bytes,
    "doubles": lambda n: array.array("d", range(n)),
}

graph, elements, samples = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
comm = MPI.COMM_WORLD
sent = GRAPHS[graph](elements)
for sample in range(-1, samples):
    comm.Barrier()
    if comm.rank == 0:
        start = time.perf_counter()
        comm.send(sent, 1, 5)
        back = comm.recv(source=1, tag=5)
        took = (time.perf_counter() - start) * 0.5e6
        if sample >= 0:
            print("us %.3f" % took, flush=True)
        del back
    else:
        comm.send(comm.recv(source=0, tag=5), 0, 5)
