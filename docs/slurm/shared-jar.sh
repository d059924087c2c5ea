#!/bin/bash
# A fat jar on a file system that all nodes see, such as the home directory: nothing to copy.
# JAR=$HOME/app.jar sbatch docs/slurm/shared-jar.sh arguments...
#SBATCH --job-name=mpi4j-shared-jar
#SBATCH --ntasks=4
#SBATCH --time=00:05:00
#SBATCH --output=mpi4j-shared-jar-%j.out

srun "${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java" -jar "${JAR:?set JAR to the fat jar}" "$@"
