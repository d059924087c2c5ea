#!/bin/bash
# Two nodes that no other job shares, filled with ranks: rank 0 to 3 on the first, 4 to 7 on the second.
# Set --ntasks-per-node to the number of cores of a node, or leave it out and write srun --ntasks-per-node="$SLURM_CPUS_ON_NODE".
# sbatch docs/slurm/whole-nodes.sh
#SBATCH --job-name=mpi4j-whole-nodes
#SBATCH --nodes=2
#SBATCH --exclusive
#SBATCH --ntasks-per-node=4
#SBATCH --distribution=block
#SBATCH --time=00:05:00
#SBATCH --output=mpi4j-whole-nodes-%j.out

command -v mpi-bench >/dev/null || module load mpi4j
srun mpi-bench helloworld
