/* What the loops in C share with each other, and with org.mpi4j.bench.loops.Batches: how many iterations a batch has, and how results are printed. */
#ifndef MPI4J_MEASURE_H
#define MPI4J_MEASURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define WINDOW 64
#define THREADS 4
#define FEWEST_OPERATIONS 10

/* argv: test sizes warmup_ms batch_ms batches most_ms limit_s variants; sizes in bytes and variants, joined by commas. */
struct options {
    const char *test;
    int written; /* whether a send buffer is written anew before each use */
    int threads; /* whether threads may call the library at once */
    long sizes[64];
    int size_count;
    double warmup, batch, most; /* seconds */
    int batches;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct options read_options(int argc, char **argv) {
    struct options o = {0};
    if (argc != 9) {
        fprintf(stderr, "usage: %s test sizes warmup_ms batch_ms batches most_ms limit_s variants\n", argv[0]);
        exit(2);
    }
    o.test = argv[1];
    for (char *s = argv[2]; *s && o.size_count < 64; s += *s == ',') {
        o.sizes[o.size_count++] = strtol(s, &s, 10);
    }
    o.warmup = 1e-3 * atof(argv[3]);
    o.batch = 1e-3 * atof(argv[4]);
    o.batches = atoi(argv[5]);
    o.most = 1e-3 * atof(argv[6]);
    alarm((unsigned)atoi(argv[7])); /* whatever becomes of who started this */
    o.written = strstr(argv[8], "written") != NULL;
    o.threads = strstr(argv[8], "threads") != NULL;
    return o;
}

/* One size's batches, on the rank that decides. */
struct batches {
    const struct options *o;
    double begin, measured_since; /* the latter 0 while warming up */
    long iterations;
    int done;
    double micros[1024];
};

static void batches_begin(struct batches *b, const struct options *o) {
    memset(b, 0, sizeof *b);
    b->o = o;
    b->begin = now();
}

/* The next batch's iterations, given what the last one took in seconds; 0 when there is to be none. */
static long batches_next(struct batches *b, double took, double operations_per_iteration) {
    double t = now();
    long fewest = operations_per_iteration < FEWEST_OPERATIONS ? (long)(FEWEST_OPERATIONS / operations_per_iteration) : 1;
    if (b->iterations == 0) {
        return b->iterations = fewest;
    }
    if (b->measured_since == 0) {
        double fit = (double)b->iterations * b->o->batch / (took > 1e-9 ? took : 1e-9);
        double most = 10.0 * (double)b->iterations;
        b->iterations = (long)(fit < most ? fit : most);
        if (b->iterations < fewest) {
            b->iterations = fewest;
        }
        if (t - b->begin >= b->o->warmup) {
            b->measured_since = t;
        }
        return b->iterations;
    }
    b->micros[b->done++] = took * 1e6 / ((double)b->iterations * operations_per_iteration);
    int enough = b->done >= b->o->batches || b->done >= 1024 || t - b->measured_since >= b->o->most;
    return enough ? 0 : b->iterations;
}

static void batches_print(const struct batches *b, long size) {
    printf("row %ld", size);
    for (int i = 0; i < b->done; i++) {
        printf(" %.5g", b->micros[i]);
    }
    printf("\n");
    fflush(stdout);
}

/* If what is sent is to be written anew, does so as a program that has computed it: one number in each cache line. */
static void write_anew(int wanted, char *memory, long bytes, long number) {
    double value = (double)number;
    for (long at = 0; wanted && at + (long)sizeof value <= bytes; at += 64) {
        memcpy(memory + at, &value, sizeof value);
    }
}

static char *buffer(long bytes) {
    void *memory = NULL;
    if (posix_memalign(&memory, 4096, (size_t)(bytes > 0 ? bytes : 1)) != 0) {
        fprintf(stderr, "no memory: bytes=%ld\n", bytes);
        exit(1);
    }
    memset(memory, 1, (size_t)(bytes > 0 ? bytes : 1));
    return memory;
}

#endif
