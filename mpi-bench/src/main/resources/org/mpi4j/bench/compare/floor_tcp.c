#define _GNU_SOURCE
/*
 * Two processes with a TCP socket between them. argv: as in measure.h. Under srun with two tasks each task is one of the two, and they
 * meet by a file beside the program, which both hosts see; else this process splits in two.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "bare.h"

#define TRIES 1000

static int connection;

static void give_up(const char *what) {
    perror(what);
    exit(1);
}

/* As MPI libraries do: ask again and again, for to sleep and be woken takes longer. */
static void after(ssize_t n, long *at, long *idle) {
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) {
        give_up("socket");
    }
    *at += n > 0 ? n : 0;
    if (n < 0 && ++*idle > TRIES) {
        sched_yield();
    }
}

static void tcp_send(const char *memory, long bytes) {
    for (long at = 0, idle = 0; at < bytes;) {
        after(send(connection, memory + at, (size_t)(bytes - at), MSG_DONTWAIT), &at, &idle);
    }
}

static void tcp_recv(char *memory, long bytes) {
    for (long at = 0, idle = 0; at < bytes;) {
        after(recv(connection, memory + at, (size_t)(bytes - at), MSG_DONTWAIT), &at, &idle);
    }
}

static int listening(in_addr_t address, int *port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = address};
    socklen_t length = sizeof a;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&a, length) || listen(listener, 1) || getsockname(listener, (struct sockaddr *)&a, &length)) {
        give_up("listen");
    }
    *port = ntohs(a.sin_port);
    return listener;
}

static int connected(const char *host, const char *port) {
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *found;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (getaddrinfo(host, port, &hints, &found) || connect(s, found->ai_addr, found->ai_addrlen)) {
        give_up("connect");
    }
    freeaddrinfo(found);
    return s;
}

/* Number 0 writes its host and port to a file, under another name until it is complete; number 1 waits for it. */
static int met(const char *program, int number) {
    char file[4096], part[4200], host[256] = {0}, port[16] = {0};
    const char *step = getenv("SLURM_STEP_ID");
    snprintf(file, sizeof file, "%s.%s", program, step ? step : "0");
    snprintf(part, sizeof part, "%s.part", file);
    if (number == 0) {
        int bound = 0, listener = listening(htonl(INADDR_ANY), &bound);
        gethostname(host, sizeof host - 1);
        FILE *out = fopen(part, "w");
        if (!out || fprintf(out, "%s %d\n", host, bound) < 0 || fclose(out) || rename(part, file)) {
            give_up(file);
        }
        int s = accept(listener, NULL, NULL);
        unlink(file);
        return s;
    }
    for (;;) {
        FILE *in = fopen(file, "r");
        if (in) {
            int fields = fscanf(in, "%255s %15s", host, port);
            fclose(in);
            if (fields == 2) {
                return connected(host, port);
            }
        }
        usleep(1000);
    }
}

int main(int argc, char **argv) {
    struct options o = read_options(argc, argv);
    const char *task = getenv("SLURM_PROCID"), *tasks = getenv("SLURM_STEP_NUM_TASKS");
    int between_hosts = task && tasks && strcmp(tasks, "2") == 0;
    struct end e = {.number = between_hosts ? atoi(task) : 0, .send = tcp_send, .recv = tcp_recv};
    int one = 1;
    if (e.number == 0) {
        bare_library("a bare socket");
    }
    if (between_hosts) {
        connection = met(argv[0], e.number);
    } else {
        char port[16];
        int bound = 0, listener = listening(htonl(INADDR_LOOPBACK), &bound);
        snprintf(port, sizeof port, "%d", bound);
        e.number = bare_split(2);
        connection = e.number == 0 ? accept(listener, NULL, NULL) : connected("127.0.0.1", port);
        close(listener);
    }
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    for (int i = 0; i < o.size_count; i++) {
        bare_measure(&e, &o, bare_window(&o), o.sizes[i]);
    }
    if (e.number == 0 && !between_hosts) {
        wait(NULL);
    }
    return 0;
}
