#!/bin/bash
# Six ranks spread over three nodes, two on each, dealt out in turn: rank 0 and 3 on the first, 1 and 4 on the second, 2 and 5 on the third.
# sbatch docs/slurm/spread.sh
#SBATCH --job-name=mpi4j-spread
#SBATCH --nodes=3
#SBATCH --ntasks-per-node=2
#SBATCH --distribution=cyclic
#SBATCH --time=00:05:00
#SBATCH --output=mpi4j-spread-%j.out

command -v mpi-bench >/dev/null || module load mpi4j
srun mpi-bench helloworld
srun mpi-bench ringtest -l 100
