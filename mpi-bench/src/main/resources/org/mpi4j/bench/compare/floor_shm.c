#define _GNU_SOURCE
/* Two processes with shared memory between them: a copy in and a flag, a look at the flag and a copy out. argv: as in measure.h. */
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "bare.h"

#define RING_BYTES (4L << 20)
#define SPINS 1000

/* Each on a pair of cache lines of its own. */
struct flag {
    _Alignas(128) _Atomic long value;
};

struct ring {
    struct flag written, read; /* messages, ever */
    char slots[];
};

static struct ring *outgoing, *incoming;
static long slot_bytes, slot_count, sent, received;

static void await_at_least(_Atomic long *value, long wanted) {
    for (long spins = 0; atomic_load_explicit(value, memory_order_acquire) < wanted; spins++) {
        if (spins > SPINS) {
            sched_yield();
        }
    }
}

static void shm_send(const char *memory, long bytes) {
    await_at_least(&outgoing->read.value, sent + 1 - slot_count);
    memcpy(outgoing->slots + sent % slot_count * slot_bytes, memory, (size_t)bytes);
    atomic_store_explicit(&outgoing->written.value, ++sent, memory_order_release);
}

static void shm_recv(char *memory, long bytes) {
    await_at_least(&incoming->written.value, received + 1);
    memcpy(memory, incoming->slots + received % slot_count * slot_bytes, (size_t)bytes);
    atomic_store_explicit(&incoming->read.value, ++received, memory_order_release);
}

static struct ring *mapped(long bytes) {
    void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        perror("mmap");
        exit(1);
    }
    return memset(memory, 0, (size_t)bytes);
}

int main(int argc, char **argv) {
    struct options o = read_options(argc, argv);
    int window = bare_window(&o);
    long most = 0;
    for (int i = 0; i < o.size_count; i++) {
        most = o.sizes[i] > most ? o.sizes[i] : most;
    }
    bare_library("a flag and a copy");
    long ring_bytes = (long)sizeof(struct ring) + (most + 127) / 64 * 64 * 2 + RING_BYTES;
    struct ring *rings[2] = {mapped(ring_bytes), mapped(ring_bytes)};
    struct end e = {.number = bare_split(2), .send = shm_send, .recv = shm_recv};
    outgoing = rings[e.number];
    incoming = rings[1 - e.number];
    for (int i = 0; i < o.size_count; i++) {
        slot_bytes = (o.sizes[i] + 127) / 64 * 64;
        long fit = RING_BYTES / slot_bytes;
        slot_count = window == 1 ? 1 : fit < 2 ? 2 : fit < WINDOW ? fit : WINDOW;
        bare_measure(&e, &o, window, o.sizes[i]);
    }
    if (e.number == 0) {
        wait(NULL);
    }
    return 0;
}
