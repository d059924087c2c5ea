#define _GNU_SOURCE
/*
 * What the machine itself takes: two processes, nothing between them but shared memory (a flag and a copy) or a socket.
 * argv: as in measure.h, the test being shm:latency, shm:bw, tcp:latency or tcp:bw.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <signal.h>

#include "measure.h"

#define RING_BYTES (4L << 20)

/* Each on a cache line, and its neighbour, of its own. */
struct flag {
    _Alignas(128) _Atomic long value;
};

struct shared {
    struct flag order;     /* iterations of the next batch, -1 for the end; counted up in `orders` */
    struct flag orders;
    struct flag full[2];   /* messages written, by each side */
    struct flag empty[2];  /* messages read, by each side */
};

struct side {
    int number; /* 0 decides and is timed */
    int socket;
    struct shared *shared;
    char *ring[2];
    long slot_bytes, slots;
    long sent, received;
    long bytes;
    char *send, *recv;
};

static void await_at_least(_Atomic long *value, long wanted) {
    long spins = 0;
    while (atomic_load_explicit(value, memory_order_acquire) < wanted) {
        if (++spins > 1000) {
            sched_yield();
        }
    }
}

static void shm_send(struct side *s) {
    await_at_least(&s->shared->empty[1 - s->number].value, s->sent + 1 - s->slots);
    memcpy(s->ring[s->number] + s->sent % s->slots * s->slot_bytes, s->send, (size_t)s->bytes);
    atomic_store_explicit(&s->shared->full[s->number].value, ++s->sent, memory_order_release);
}

static void shm_recv(struct side *s) {
    await_at_least(&s->shared->full[1 - s->number].value, s->received + 1);
    memcpy(s->recv, s->ring[1 - s->number] + s->received % s->slots * s->slot_bytes, (size_t)s->bytes);
    atomic_store_explicit(&s->shared->empty[s->number].value, ++s->received, memory_order_release);
}

/* As MPI libraries do: ask again and again, for to sleep and be woken takes longer. */
static void all_of(struct side *s, char *memory, long bytes, int writes) {
    for (long at = 0, idle = 0; at < bytes;) {
        size_t rest = (size_t)(bytes - at);
        ssize_t n = writes ? send(s->socket, memory + at, rest, MSG_DONTWAIT) : recv(s->socket, memory + at, rest, MSG_DONTWAIT);
        if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) {
            _exit(1);
        }
        at += n > 0 ? n : 0;
        if (n < 0 && ++idle > 1000) {
            sched_yield();
        }
    }
}

static void tcp_send(struct side *s) { all_of(s, s->send, s->bytes, 1); }
static void tcp_recv(struct side *s) { all_of(s, s->recv, s->bytes, 0); }

static void run(struct side *s, int tcp, int window, long iterations) {
    void (*sends)(struct side *) = tcp ? tcp_send : shm_send;
    void (*receives)(struct side *) = tcp ? tcp_recv : shm_recv;
    long bytes = s->bytes;
    for (long i = 0; i < iterations; i++) {
        for (int w = 0; w < window; w++) {
            (s->number == 0 ? sends : receives)(s);
        }
        s->bytes = window > 1 ? 4 : bytes;
        (s->number == 0 ? receives : sends)(s);
        s->bytes = bytes;
    }
}

static int connected(int accepts, int *pair) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof a;
    int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    pair[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&a, length) || listen(listener, accepts) || getsockname(listener, (struct sockaddr *)&a, &length)
            || connect(pair[0], (struct sockaddr *)&a, length)) {
        return -1;
    }
    pair[1] = accept(listener, NULL, NULL);
    setsockopt(pair[0], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(pair[1], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return close(listener);
}

static void *mapped(long bytes) {
    void *memory = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memset(memory, 0, (size_t)bytes);
}

/* Each side on a core of its own, where there are two. */
static void bind_to(const cpu_set_t *allowed, int number) {
    cpu_set_t mine;
    CPU_ZERO(&mine);
    for (int cpu = 0, seen = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, allowed) && seen++ == number) {
            CPU_SET(cpu, &mine);
        }
    }
    if (CPU_COUNT(allowed) >= 2) {
        sched_setaffinity(0, sizeof mine, &mine);
    }
}

static void decide(struct side *s, const struct options *o, int tcp, int window) {
    struct batches *b = malloc(sizeof *b);
    double took = 0;
    long orders = 0;
    batches_begin(b, o);
    for (;;) {
        long iterations = batches_next(b, took, window > 1 ? window : 2);
        atomic_store(&s->shared->order.value, iterations == 0 ? -1 : iterations);
        atomic_store(&s->shared->orders.value, ++orders);
        if (iterations == 0) {
            break;
        }
        double start = now();
        run(s, tcp, window, iterations);
        took = now() - start;
    }
    batches_print(b, s->bytes);
    free(b);
}

static void obey(struct side *s, int tcp, int window) {
    for (long orders = 1;; orders++) {
        await_at_least(&s->shared->orders.value, orders);
        long iterations = atomic_load(&s->shared->order.value);
        if (iterations < 0) {
            return;
        }
        run(s, tcp, window, iterations);
    }
}

int main(int argc, char **argv) {
    struct options o = read_options(argc, argv);
    int tcp = strncmp(o.test, "tcp:", 4) == 0;
    int window = strcmp(o.test + 4, "bw") == 0 ? WINDOW : 1;
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    sched_getaffinity(0, sizeof allowed, &allowed);
    printf("library %s\n", tcp ? "a bare socket" : "a flag and a copy");
    fflush(stdout);
    for (int i = 0; i < o.size_count; i++) {
        struct side s = {.bytes = o.sizes[i], .shared = mapped(sizeof(struct shared))};
        int pair[2] = {-1, -1};
        s.slot_bytes = (s.bytes + 63) / 64 * 64 + 64;
        s.slots = RING_BYTES / s.slot_bytes < 2 ? 2 : RING_BYTES / s.slot_bytes < WINDOW ? RING_BYTES / s.slot_bytes : WINDOW;
        s.slots = window > 1 ? s.slots : 1;
        s.ring[0] = mapped(s.slots * s.slot_bytes);
        s.ring[1] = mapped(s.slots * s.slot_bytes);
        if (!s.shared || !s.ring[0] || !s.ring[1] || (tcp && connected(1, pair))) {
            perror("floor");
            return 1;
        }
        pid_t parent = getpid();
        s.number = fork() == 0;
        if (s.number == 1) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) {
                _exit(1);
            }
        }
        bind_to(&allowed, s.number);
        s.socket = pair[s.number];
        s.send = buffer(s.bytes);
        s.recv = buffer(s.bytes);
        if (s.number == 1) {
            obey(&s, tcp, window);
            _exit(0);
        }
        decide(&s, &o, tcp, window);
        wait(NULL);
        free(s.send);
        free(s.recv);
        munmap(s.ring[0], (size_t)(s.slots * s.slot_bytes));
        munmap(s.ring[1], (size_t)(s.slots * s.slot_bytes));
        munmap(s.shared, sizeof(struct shared));
        close(pair[0]);
        close(pair[1]);
    }
    return 0;
}
