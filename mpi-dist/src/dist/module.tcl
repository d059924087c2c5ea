#%Module1.0
# Environment Modules: module use <mpi4j>/modulefiles; module load mpi4j
proc ModulesHelp {} {
    puts stderr "mpi4j ${project.version}: MPI for Java. Start programs with jrun or srun; mpi-bench measures."
}
module-whatis "mpi4j ${project.version}: MPI for Java, with the message-passing runtime itself in Java"
conflict mpi4j

set home [file dirname [file dirname [file dirname [file normalize $ModulesCurrentModulefile]]]]
setenv MPI4J_HOME $home
prepend-path PATH $home/bin
# without it, man looks beside the folders of PATH
if {[info exists env(MANPATH)]} {
    prepend-path MANPATH $home/share/man
}
# the folder itself is there so that classes in it are found as without a CLASSPATH
prepend-path CLASSPATH .
append-path CLASSPATH $home/lib/*
