#!/bin/bash
# Five ranks spread over three nodes, dealt out in turn: rank 0 on the first node, 1 on the second, 2 on the third, and so on while there is room.
# sbatch docs/slurm/spread.sh
#SBATCH --job-name=mpi4j-spread
#SBATCH --nodes=3
#SBATCH --ntasks=5
#SBATCH --distribution=cyclic
#SBATCH --time=00:05:00
#SBATCH --output=mpi4j-spread-%j.out

command -v mpi-bench >/dev/null || module load mpi4j
srun mpi-bench helloworld
srun mpi-bench ringtest -l 100
