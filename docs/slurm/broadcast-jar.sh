#!/bin/bash
# A fat jar that lies on the submitting host only: Slurm copies it to each node of the job before the ranks start.
# JAR=app.jar sbatch docs/slurm/broadcast-jar.sh arguments...
#SBATCH --job-name=mpi4j-broadcast-jar
#SBATCH --nodes=3
#SBATCH --ntasks=3
#SBATCH --ntasks-per-node=1
#SBATCH --time=00:05:00
#SBATCH --output=mpi4j-broadcast-jar-%j.out

local_jar=/tmp/mpi4j-job-$SLURM_JOB_ID.jar
sbcast --force "${JAR:?set JAR to the fat jar}" "$local_jar" || exit
srun "${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java" -jar "$local_jar" "$@"
code=$?
srun --ntasks-per-node=1 rm -f "$local_jar"
exit $code
