/* A ring and a sum, and ways to fail in between, as program.Ring and program.Fails do it in Java. */
#include <mpi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    int rank, size, got = -1, sum = 0, length, *appnum, found;
    char name[MPI_MAX_PROCESSOR_NAME];
    const char *how = argc > 1 ? argv[1] : "";
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Get_processor_name(name, &length);
    MPI_Comm_get_attr(MPI_COMM_WORLD, MPI_APPNUM, &appnum, &found);
    if (rank == 1) {
        if (!strcmp(how, "exits")) exit(7);
        if (!strcmp(how, "leaves")) _Exit(0);
        if (!strcmp(how, "aborts")) MPI_Abort(MPI_COMM_WORLD, 3);
        if (!strcmp(how, "killed")) raise(SIGKILL);
    }
    MPI_Sendrecv(&rank, 1, MPI_INT, (rank + 1) % size, 0, &got, 1, MPI_INT, (rank + size - 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Allreduce(&rank, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    printf("%d/%d %s got %d sum %d app %d\n", rank, size, name, got, sum, found ? *appnum : -1);
    MPI_Finalize();
    return 0;
}
