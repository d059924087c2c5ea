#!/bin/bash
# jrun inside a job: without -n it takes the whole allocation, by way of srun, and keeps its own options and messages.
# sbatch docs/slurm/jrun.sh
#SBATCH --job-name=mpi4j-jrun
#SBATCH --nodes=3
#SBATCH --ntasks=5
#SBATCH --time=00:05:00
#SBATCH --output=mpi4j-jrun-%j.out

command -v jrun >/dev/null || module load mpi4j
jrun mpi-bench helloworld
