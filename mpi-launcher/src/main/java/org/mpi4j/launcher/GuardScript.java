package org.mpi4j.launcher;

/** What the {@link Guard}'s shell runs. Not a resource: to open the launcher's jar for it would take a start 10 ms. */
final class GuardScript {
    static final String TEXT =
            """
            # Run by jrun with the job's name as $1 and a folder of files that only the job needs, if there is one, as $2; orders come on standard input, and its end means that jrun is gone.
            trap '' INT TERM HUP QUIT PIPE
            job=$1
            folder=$2
            running=
            ended=
            polite=

            # to SIGNAL SPARED: to each rank's process group, or to the rank alone where it has no group of its own
            to() {
                for pid in $running; do
                    [ "$pid" = "$2" ] || kill -s "$1" -- "-$pid" || kill -s "$1" "$pid"
                done
                for pid in $ended; do
                    [ "$pid" = "$2" ] || kill -s "$1" -- "-$pid"
                done
            }

            # Descendants that have left their rank's group still have the job's name.
            sweep() {
                to KILL
                for file in $(grep -lsz "^MPI4J_JOB=$job\\$" /proc/[0-9]*/environ); do
                    pid=${file#/proc/}
                    kill -s KILL "${pid%/environ}"
                done
                rm -rf /dev/shm/mpi4j-*-"$job" "${TMPDIR:-/tmp}"/mpi4j-*-"$job" ${folder:+"$folder"}
            }

            while read -r order one two; do
                case $order in
                    add) running="$running $one" ;;
                    ended)
                        rest=
                        for pid in $running; do
                            [ "$pid" = "$one" ] || rest="$rest $pid"
                        done
                        running=$rest
                        kill -s 0 -- "-$one" && ended="$ended $one"
                        ;;
                    signal) to "$one" "$two" ;;
                    polite) polite=yes ;;
                    sweep) sweep ;;
                    done)
                        to KILL
                        [ "$folder" ] && rm -rf "$folder"
                        exit
                        ;;
                esac
            done
            if [ "$polite" ]; then
                to TERM
                sleep 1
            fi
            sweep
            sleep 0.2
            sweep
            """;

    private GuardScript() {}
}
