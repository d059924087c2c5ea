package org.mpi4j.internal.coll;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The buffers of a collective operation that has one for each peer. Immutable. */
public final class Operands {
    private final Operand[] sends;
    private final Operand[] recvs;

    public Operands(List<Operand> sends, List<Operand> recvs) {
        this.sends = numbered(sends);
        this.recvs = numbered(recvs);
    }

    /** Places say by their offset which buffer they are, so that the first element of buffer {@code i} has the index {@code i}. */
    private static Operand[] numbered(List<Operand> operands) {
        Operand[] numbered = new Operand[operands.size()];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = operands.get(i).from(i);
        }
        return numbered;
    }

    boolean areAlive() {
        return Stream.of(sends, recvs).flatMap(Arrays::stream).allMatch(Operand::isAlive);
    }

    Operand send(Place place) {
        return sends[(int) place.offset()];
    }

    Operand recv(Place place) {
        return recvs[(int) place.offset()];
    }
}
