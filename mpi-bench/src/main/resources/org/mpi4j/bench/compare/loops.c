/* The loops of org.mpi4j.bench.loops, for a C library: the same messages, the same batches, the same rows. */
#include <mpi.h>
#include <pthread.h>

#include "measure.h"

enum { TAG = 1, ACK = 2 };

struct loop {
    int rank, size, peer;
    long bytes; /* per message, vector or block */
    int count;  /* doubles */
    int written;
    char *send, *recv;
};

static void latency_tag(const struct loop *l, long iterations, int tag, char *send, char *recv) {
    int bytes = (int)l->bytes;
    if (l->rank < l->peer) {
        for (long i = 0; i < iterations; i++) {
            write_anew(l->written, send, l->bytes, i);
            MPI_Send(send, bytes, MPI_BYTE, l->peer, tag, MPI_COMM_WORLD);
            MPI_Recv(recv, bytes, MPI_BYTE, l->peer, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
    } else {
        for (long i = 0; i < iterations; i++) {
            MPI_Recv(recv, bytes, MPI_BYTE, l->peer, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            write_anew(l->written, send, l->bytes, i);
            MPI_Send(send, bytes, MPI_BYTE, l->peer, tag, MPI_COMM_WORLD);
        }
    }
}

static void latency(const struct loop *l, long iterations) {
    if (l->peer >= 0) {
        latency_tag(l, iterations, TAG, l->send, l->recv);
    }
}

struct worker {
    const struct loop *loop;
    long iterations;
    int number;
    pthread_t thread;
};

static void *work(void *argument) {
    struct worker *w = argument;
    long offset = w->number * (w->loop->bytes + 64);
    latency_tag(w->loop, w->iterations, 100 + w->number, w->loop->send + offset, w->loop->recv + offset);
    return NULL;
}

static void latency_mt(const struct loop *l, long iterations) {
    struct worker workers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.loop = l, .iterations = iterations, .number = i};
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
    }
}

static void bw(const struct loop *l, long iterations) {
    MPI_Request requests[WINDOW];
    int bytes = (int)l->bytes;
    char ack[4] = {0};
    if (l->peer < 0) {
        return;
    }
    for (long i = 0; i < iterations; i++) {
        if (l->rank < l->peer) {
            write_anew(l->written, l->send, l->bytes, i);
            for (int w = 0; w < WINDOW; w++) {
                MPI_Isend(l->send, bytes, MPI_BYTE, l->peer, TAG, MPI_COMM_WORLD, &requests[w]);
            }
            MPI_Waitall(WINDOW, requests, MPI_STATUSES_IGNORE);
            MPI_Recv(ack, 4, MPI_BYTE, l->peer, ACK, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            for (int w = 0; w < WINDOW; w++) {
                MPI_Irecv(l->recv, bytes, MPI_BYTE, l->peer, TAG, MPI_COMM_WORLD, &requests[w]);
            }
            MPI_Waitall(WINDOW, requests, MPI_STATUSES_IGNORE);
            MPI_Send(ack, 4, MPI_BYTE, l->peer, ACK, MPI_COMM_WORLD);
        }
    }
}

static void bibw(const struct loop *l, long iterations) {
    MPI_Request requests[2 * WINDOW];
    int bytes = (int)l->bytes;
    if (l->peer < 0) {
        return;
    }
    for (long i = 0; i < iterations; i++) {
        for (int w = 0; w < WINDOW; w++) {
            MPI_Irecv(l->recv, bytes, MPI_BYTE, l->peer, TAG, MPI_COMM_WORLD, &requests[w]);
        }
        write_anew(l->written, l->send, l->bytes, i);
        for (int w = 0; w < WINDOW; w++) {
            MPI_Isend(l->send, bytes, MPI_BYTE, l->peer, TAG, MPI_COMM_WORLD, &requests[WINDOW + w]);
        }
        MPI_Waitall(2 * WINDOW, requests, MPI_STATUSES_IGNORE);
    }
}

static void barrier(const struct loop *l, long iterations) {
    (void)l;
    for (long i = 0; i < iterations; i++) {
        MPI_Barrier(MPI_COMM_WORLD);
    }
}

static void bcast(const struct loop *l, long iterations) {
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written && l->rank == i % l->size, l->send, l->bytes, i);
        MPI_Bcast(l->send, (int)l->bytes, MPI_BYTE, (int)(i % l->size), MPI_COMM_WORLD);
    }
}

static void reduce(const struct loop *l, long iterations) {
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written, l->send, l->bytes, i);
        MPI_Reduce(l->send, l->recv, l->count, MPI_DOUBLE, MPI_SUM, (int)(i % l->size), MPI_COMM_WORLD);
    }
}

static void allreduce(const struct loop *l, long iterations) {
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written, l->send, l->bytes, i);
        MPI_Allreduce(l->send, l->recv, l->count, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    }
}

static void allgather(const struct loop *l, long iterations) {
    int bytes = (int)l->bytes;
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written, l->send, l->bytes, i);
        MPI_Allgather(l->send, bytes, MPI_BYTE, l->recv, bytes, MPI_BYTE, MPI_COMM_WORLD);
    }
}

static void alltoall(const struct loop *l, long iterations) {
    int bytes = (int)l->bytes;
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written, l->send, l->size * l->bytes, i);
        MPI_Alltoall(l->send, bytes, MPI_BYTE, l->recv, bytes, MPI_BYTE, MPI_COMM_WORLD);
    }
}

static void scatter(const struct loop *l, long iterations) {
    int bytes = (int)l->bytes;
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written && l->rank == i % l->size, l->send, l->size * l->bytes, i);
        MPI_Scatter(l->send, bytes, MPI_BYTE, l->recv, bytes, MPI_BYTE, (int)(i % l->size), MPI_COMM_WORLD);
    }
}

static void gather(const struct loop *l, long iterations) {
    int bytes = (int)l->bytes;
    for (long i = 0; i < iterations; i++) {
        write_anew(l->written, l->send, l->bytes, i);
        MPI_Gather(l->send, bytes, MPI_BYTE, l->recv, bytes, MPI_BYTE, (int)(i % l->size), MPI_COMM_WORLD);
    }
}

struct test {
    const char *name;
    void (*run)(const struct loop *, long);
    double operations;         /* per iteration */
    int send_blocks, recv_blocks; /* 0: as many as ranks */
};

static const struct test TESTS[] = {
    {"latency", latency, 2, 1, 1},
    {"latency_mt", latency_mt, 2, THREADS, THREADS},
    {"bw", bw, WINDOW, 1, 1},
    {"bibw", bibw, WINDOW, 1, 1},
    {"barrier", barrier, 1, 1, 1},
    {"bcast", bcast, 1, 1, 1},
    {"reduce", reduce, 1, 1, 1},
    {"allreduce", allreduce, 1, 1, 1},
    {"allgather", allgather, 1, 1, 0},
    {"alltoall", alltoall, 1, 0, 0},
    {"scatter", scatter, 1, 0, 1},
    {"gather", gather, 1, 1, 0},
};

static void measure(const struct options *o, const struct test *test, struct loop *l) {
    struct batches *b = malloc(sizeof *b);
    for (int s = 0; s < o->size_count; s++) {
        long send_blocks = test->send_blocks ? test->send_blocks : l->size;
        long recv_blocks = test->recv_blocks ? test->recv_blocks : l->size;
        double took = 0;
        l->bytes = o->sizes[s];
        l->count = (int)(l->bytes / (long)sizeof(double));
        l->send = buffer(send_blocks * (l->bytes + 64));
        l->recv = buffer(recv_blocks * (l->bytes + 64));
        memset(l->send, 0, (size_t)(send_blocks * (l->bytes + 64)));
        batches_begin(b, o);
        for (;;) {
            long iterations = l->rank == 0 ? batches_next(b, took, test->operations) : 0;
            MPI_Bcast(&iterations, 1, MPI_LONG, 0, MPI_COMM_WORLD);
            if (iterations == 0) {
                break;
            }
            MPI_Barrier(MPI_COMM_WORLD);
            double start = now();
            test->run(l, iterations);
            double mine = now() - start;
            MPI_Allreduce(&mine, &took, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
        }
        if (l->rank == 0) {
            batches_print(b, l->bytes);
        }
        free(l->send);
        free(l->recv);
    }
    free(b);
}

static void print_library(void) {
    char version[MPI_MAX_LIBRARY_VERSION_STRING] = {0};
    int length = 0;
    MPI_Get_library_version(version, &length);
    version[strcspn(version, "\n")] = 0;
    printf("library %s\n", version);
    fflush(stdout);
}

static void hello(void) {
    char host[MPI_MAX_PROCESSOR_NAME] = {0};
    int length = 0, rank = 0, size = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Get_processor_name(host, &length);
    printf("Hello, World! I am process %d of %d on %s.\n", rank, size, host);
}

int main(int argc, char **argv) {
    struct loop l = {0};
    int provided = MPI_THREAD_SINGLE;
    if (argc == 2 && strcmp(argv[1], "hello") == 0) {
        alarm(60);
        MPI_Init(&argc, &argv);
        hello();
        return MPI_Finalize();
    }
    struct options o = read_options(argc, argv);
    l.written = o.written;
    int threads = o.threads || strcmp(o.test, "latency_mt") == 0;
    if (threads) {
        MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
    } else {
        MPI_Init(&argc, &argv);
    }
    MPI_Comm_rank(MPI_COMM_WORLD, &l.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &l.size);
    int pairs = l.size / 2;
    l.peer = l.rank < pairs ? l.rank + pairs : l.rank < 2 * pairs ? l.rank - pairs : -1;
    if (l.rank == 0) {
        print_library();
    }
    if (threads && provided < MPI_THREAD_MULTIPLE) {
        fprintf(stderr, "this library has no MPI_THREAD_MULTIPLE\n");
        MPI_Abort(MPI_COMM_WORLD, 3);
    }
    for (size_t t = 0; t < sizeof TESTS / sizeof *TESTS; t++) {
        if (strcmp(TESTS[t].name, o.test) == 0) {
            measure(&o, &TESTS[t], &l);
            return MPI_Finalize();
        }
    }
    fprintf(stderr, "no such test: %s\n", o.test);
    MPI_Abort(MPI_COMM_WORLD, 2);
    return 2;
}
