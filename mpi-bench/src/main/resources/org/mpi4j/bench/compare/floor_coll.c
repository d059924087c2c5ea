#define _GNU_SOURCE
/*
 * Several processes with shared memory between them: who has data copies them into its slot and raises its flag, who wants them looks at the flag and
 * copies them out, or adds them up. No trees, no rounds: a floor for few ranks and small data. argv: ranks, then as in measure.h.
 */
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "bare.h"

#define MOST_RANKS 64
#define SPINS 1000

/* Each on a pair of cache lines of its own. */
struct flag {
    _Alignas(128) _Atomic long value;
};

struct shared {
    struct flag written[MOST_RANKS], read[MOST_RANKS]; /* the last operation of which this rank has written its slot, or has read all it wanted */
    struct flag arrived, left;                         /* of barriers */
    _Alignas(128) long iterations;
    double took[MOST_RANKS];
};

static struct shared *shared;
static char *slots, *send_memory, *recv_memory;
static long slot_bytes, bytes, operation, barriers;
static int rank, ranks, spins_at_most, written;

static void await_at_least(_Atomic long *value, long wanted) {
    for (long spins = 0; atomic_load_explicit(value, memory_order_acquire) < wanted; spins++) {
        if (spins >= spins_at_most) {
            sched_yield();
        }
    }
}

static void raise_to(struct flag *flag, long value) {
    atomic_store_explicit(&flag->value, value, memory_order_release);
}

/* A rank has two slots, for one operation and the next. */
static char *slot_of(int whose) {
    return slots + (whose * 2 + operation % 2) * slot_bytes;
}

/* Of an operation that all wait for all in, nobody reads any more when the next is under way. */
static void write_slot(long length) {
    write_anew(written, send_memory, length, operation);
    memcpy(slot_of(rank), send_memory, (size_t)length);
    raise_to(&shared->written[rank], operation);
}

/* Waits until those that have read this slot two operations ago are done with it: all, or that operation's root. */
static void await_readers(int first, int count) {
    for (int r = first; r < first + count; r++) {
        await_at_least(&shared->read[r].value, operation - 2);
    }
}

static int root_before_last(int root) {
    return (root + 2 * ranks - 2) % ranks;
}

static const char *await_slot(int whose) {
    await_at_least(&shared->written[whose].value, operation);
    return slot_of(whose);
}

static void add(const char *from, int first) {
    const double *in = (const double *)from;
    double *sum = (double *)recv_memory;
    for (long i = 0; i < bytes / (long)sizeof(double); i++) {
        sum[i] = first ? in[i] : sum[i] + in[i];
    }
}

static void add_all(void) {
    for (int r = 0; r < ranks; r++) {
        add(r == rank ? send_memory : await_slot(r), r == 0);
    }
}

static void barrier(void) {
    barriers++;
    if (atomic_fetch_add(&shared->arrived.value, 1) == barriers * ranks - 1) {
        raise_to(&shared->left, barriers);
    } else {
        await_at_least(&shared->left.value, barriers);
    }
}

static void bcast(int root) {
    if (rank == root) {
        await_readers(0, ranks);
        write_slot(bytes);
    } else {
        memcpy(recv_memory, await_slot(root), (size_t)bytes);
    }
}

static void reduce(int root) {
    if (rank == root) {
        write_anew(written, send_memory, bytes, operation);
        add_all();
    } else {
        await_readers(root_before_last(root), 1);
        write_slot(bytes);
    }
}

static void allreduce(int root) {
    (void)root;
    write_slot(bytes);
    add_all();
}

static void allgather(int root) {
    (void)root;
    write_slot(bytes);
    for (int r = 0; r < ranks; r++) {
        memcpy(recv_memory + r * bytes, await_slot(r), (size_t)bytes);
    }
}

static void alltoall(int root) {
    (void)root;
    write_slot(ranks * bytes);
    for (int r = 0; r < ranks; r++) {
        memcpy(recv_memory + r * bytes, await_slot(r) + rank * bytes, (size_t)bytes);
    }
}

static void scatter(int root) {
    if (rank == root) {
        await_readers(0, ranks);
        write_slot(ranks * bytes);
    }
    memcpy(recv_memory, await_slot(root) + rank * bytes, (size_t)bytes);
}

static void gather(int root) {
    if (rank != root) {
        await_readers(root_before_last(root), 1);
        write_slot(bytes);
        return;
    }
    write_anew(written, send_memory, bytes, operation);
    memcpy(recv_memory + rank * bytes, send_memory, (size_t)bytes);
    for (int r = 0; r < ranks; r++) {
        if (r != rank) {
            memcpy(recv_memory + r * bytes, await_slot(r), (size_t)bytes);
        }
    }
}

struct test {
    const char *name;
    void (*run)(int root); /* null for the barrier */
};

static const struct test TESTS[] = {
    {"barrier", NULL},      {"bcast", bcast},       {"reduce", reduce},   {"allreduce", allreduce},
    {"allgather", allgather}, {"alltoall", alltoall}, {"scatter", scatter}, {"gather", gather},
};

static void run(const struct test *test, long iterations) {
    for (long i = 0; i < iterations; i++) {
        if (test->run == NULL) {
            barrier();
        } else {
            operation++;
            test->run((int)(i % ranks));
            raise_to(&shared->read[rank], operation);
        }
    }
}

/* One size: rank 0 says how many iterations the next batch has, and 0 at the end. */
static void measure(const struct options *o, const struct test *test) {
    struct batches *b = malloc(sizeof *b);
    double took = 0;
    batches_begin(b, o);
    for (;;) {
        if (rank == 0) {
            shared->iterations = batches_next(b, took, 1);
        }
        barrier();
        long iterations = shared->iterations;
        barrier();
        if (iterations == 0) {
            break;
        }
        double start = now();
        run(test, iterations);
        shared->took[rank] = now() - start;
        barrier();
        took = 0;
        for (int r = 0; r < ranks; r++) {
            took = shared->took[r] > took ? shared->took[r] : took;
        }
    }
    if (rank == 0) {
        batches_print(b, bytes);
    }
    free(b);
}

static void *mapped(long length) {
    void *memory = mmap(NULL, (size_t)length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return memset(memory, 0, (size_t)length);
}

static void measure_all(const struct options *o, const struct test *test, long most) {
    send_memory = buffer(ranks * (most + 64));
    recv_memory = buffer(ranks * (most + 64));
    memset(send_memory, 0, (size_t)(ranks * (most + 64)));
    for (int i = 0; i < o->size_count; i++) {
        bytes = o->sizes[i];
        measure(o, test);
    }
}

int main(int argc, char **argv) {
    ranks = argc > 1 ? atoi(argv[1]) : 0;
    if (ranks < 2 || ranks > MOST_RANKS) {
        fprintf(stderr, "ranks=%d, of 2 to %d\n", ranks, MOST_RANKS);
        return 2;
    }
    struct options o = read_options(argc - 1, argv + 1);
    written = o.written;
    long most = 0;
    for (int i = 0; i < o.size_count; i++) {
        most = o.sizes[i] > most ? o.sizes[i] : most;
    }
    bare_library("flags and copies");
    slot_bytes = (ranks * most + 127) / 64 * 64;
    shared = mapped(sizeof *shared);
    slots = mapped(ranks * 2 * slot_bytes);
    cpu_set_t cores = bare_allowed();
    spins_at_most = CPU_COUNT(&cores) < ranks ? 0 : SPINS;
    rank = bare_split(ranks);
    for (size_t t = 0; t < sizeof TESTS / sizeof *TESTS; t++) {
        if (strcmp(TESTS[t].name, o.test) == 0) {
            measure_all(&o, &TESTS[t], most);
            while (rank == 0 && wait(NULL) > 0) {
            }
            return 0;
        }
    }
    if (rank == 0) {
        fprintf(stderr, "no such test: %s\n", o.test);
    }
    return 2;
}
