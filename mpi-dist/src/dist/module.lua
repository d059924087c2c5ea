-- Lmod: module use <mpi4j>/modulefiles; module load mpi4j
help([[mpi4j ${project.version}: MPI for Java. Start programs with jrun or srun; mpi-bench measures.]])
whatis("Name: mpi4j")
whatis("Version: ${project.version}")
whatis("Description: MPI for Java, with the message-passing runtime itself in Java")
conflict("mpi4j")

local home = pathJoin(myFileName():match("^(.*)/modulefiles/"), "")
home = home:gsub("/$", "")
setenv("MPI4J_HOME", home)
prepend_path("PATH", pathJoin(home, "bin"))
-- without it, man looks beside the folders of PATH
if os.getenv("MANPATH") then
    prepend_path("MANPATH", pathJoin(home, "share/man"))
end
-- the folder itself is there so that classes in it are found as without a CLASSPATH
prepend_path("CLASSPATH", ".")
append_path("CLASSPATH", pathJoin(home, "lib/*"))
