#!/bin/bash
# Five ranks spread over three nodes, one after the other: rank 0 on the first node, rank 1 on the second, and so on.
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
