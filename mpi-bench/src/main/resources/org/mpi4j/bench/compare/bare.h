/* What the floors share: processes, of which two, 0 and 1, send to each other by functions that they are given. No MPI. Needs _GNU_SOURCE. */
#ifndef MPI4J_BARE_H
#define MPI4J_BARE_H

#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>

#include "measure.h"

struct end {
    int number;
    void (*send)(const char *memory, long bytes);
    void (*recv)(char *memory, long bytes);
};

/* Number 1 receives a window, or one message, and answers. */
static void bare_run(const struct end *e, const struct options *o, int window, long iterations, char *sent, char *received, long bytes) {
    long answer = window > 1 ? 4 : bytes;
    for (long i = 0; i < iterations; i++) {
        if (e->number == 0) {
            write_anew(o->written, sent, bytes, i);
            for (int w = 0; w < window; w++) {
                e->send(sent, bytes);
            }
            e->recv(received, answer);
        } else {
            for (int w = 0; w < window; w++) {
                e->recv(received, bytes);
            }
            write_anew(o->written && window == 1, sent, bytes, i);
            e->send(sent, answer);
        }
    }
}

/* One size on one side: 0 tells 1 how many iterations the next batch has, and 0 at the end. */
static void bare_measure(const struct end *e, const struct options *o, int window, long bytes) {
    struct batches *b = malloc(sizeof *b);
    char *sent = buffer(bytes + 8), *received = buffer(bytes + 8);
    double took = 0;
    batches_begin(b, o);
    for (;;) {
        long iterations = e->number == 0 ? batches_next(b, took, window > 1 ? window : 2) : 0;
        if (e->number == 0) {
            e->send((const char *)&iterations, sizeof iterations);
        } else {
            e->recv((char *)&iterations, sizeof iterations);
        }
        if (iterations == 0) {
            break;
        }
        double start = now();
        bare_run(e, o, window, iterations, sent, received, bytes);
        took = now() - start;
    }
    if (e->number == 0) {
        batches_print(b, bytes);
    }
    free(sent);
    free(received);
    free(b);
}

static int bare_window(const struct options *o) {
    return strcmp(o->test, "bw") == 0 ? WINDOW : 1;
}

static void bare_library(const char *name) {
    printf("library %s\n", name);
    fflush(stdout); /* or a child would print it too */
}

static cpu_set_t bare_allowed(void) {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    sched_getaffinity(0, sizeof allowed, &allowed);
    return allowed;
}

/* Splits this process in several, each on a core of its own where there are as many; returns which this is. All end with number 0. */
static int bare_split(int processes) {
    cpu_set_t allowed = bare_allowed(), mine;
    pid_t parent = getpid();
    int number = 0;
    CPU_ZERO(&mine);
    for (int i = 1; i < processes && number == 0; i++) {
        number = fork() == 0 ? i : 0;
    }
    if (number > 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(1);
        }
    }
    for (int cpu = 0, seen = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &allowed) && seen++ == number) {
            CPU_SET(cpu, &mine);
        }
    }
    if (CPU_COUNT(&allowed) >= processes) {
        sched_setaffinity(0, sizeof mine, &mine);
    }
    return number;
}

#endif
