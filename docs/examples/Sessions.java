import org.mpi4j.*;

/** Two parts of a program that do not know of each other: each has a session of its own, and its own communicators. */
class Sessions {
    public static void main(String[] args) {
        int sum = sumOverAll(1);
        try (Session session = Session.init()) {
            Group world = session.group("mpi://WORLD");
            Group odd = world.rangeIncl(new int[] {1, world.size() - 1, 2});
            if (odd.rank() != Comm.UNDEFINED) {
                try (Comm comm = session.createCommFromGroup(odd, "odd")) { // the others take no part
                    int highest = comm.allreduce(world.rank(), Op.MAX);
                    if (comm.rank() == 0) System.out.println("of " + sum + " ranks " + comm.size() + " are odd, up to " + highest);
                }
            }
        }
        sumOverAll(2);
    }

    /** As a library would do it: nobody has to hand it a communicator. */
    static int sumOverAll(int mine) {
        try (Session session = Session.init();
                Comm comm = session.createCommFromGroup(session.group("mpi://WORLD"), "library")) {
            return comm.allreduce(mine, Op.SUM);
        }
    }
}
// jrun -n 4 docs/examples/Sessions.java prints:
// of 4 ranks 2 are odd, up to 3
