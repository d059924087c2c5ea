package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulation must find what it is there for. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimulationTest {
    private static final Place OUT = Place.send(0, 2);
    private static final Place IN = Place.recv(0, 2);

    @Test
    void deliversAMessage() {
        long[][] recv = {Simulation.unwritten(2), Simulation.unwritten(2)};
        run(recv, builder().send(1, OUT), builder().recv(0, IN));
        assertEquals(8, recv[1][1]);
        assertEquals(Simulation.UNWRITTEN, recv[0][1]);
    }

    @Test
    void findsASendThatNobodyReceives() {
        assertFault("deadlock: rank=0", builder().send(1, OUT), builder());
    }

    @Test
    void findsSendsThatDependOnBuffering() {
        assertFault("deadlock", builder().send(1, OUT).next().recv(1, IN), builder().send(0, OUT).next().recv(0, IN));
    }

    @Test
    void findsAMessageOfAnotherLength() {
        assertFault("length=2", builder().send(1, OUT), builder().recv(0, IN.slice(0, 1)));
    }

    @Test
    void findsAReadOfWhatNobodyWrote() {
        Schedule.Builder reader = builder();
        reader.copy(reader.temp(2), IN);
        assertFault("nobody wrote", reader, builder());
    }

    @Test
    void findsPlacesOutsideOfTheBuffer() {
        assertFault("outside", builder().copy(OUT, Place.recv(1, 2)), builder());
    }

    @Test
    void findsOverlapsInARound() {
        assertFault("wrong step", builder().recv(1, IN).recv(1, IN.slice(1, 1)), builder().send(0, OUT).send(0, OUT.slice(0, 1)));
        assertFault("wrong step", builder().copy(OUT, IN).next().recv(1, IN).send(1, IN), builder().send(0, OUT).recv(0, IN));
    }

    private static Schedule.Builder builder() {
        return new Schedule.Builder();
    }

    private static void assertFault(String message, Schedule.Builder first, Schedule.Builder second) {
        long[][] recv = {Simulation.unwritten(2), Simulation.unwritten(2)};
        Simulation.Fault fault = assertThrows(Simulation.Fault.class, () -> run(recv, first, second));
        assertTrue(fault.getMessage().contains(message), fault.getMessage());
    }

    private static void run(long[][] recv, Schedule.Builder first, Schedule.Builder second) {
        Simulation.run(List.of(first.build(), second.build()), new long[][] {{7, 8}, {9, 10}}, recv, 1, 1, Long::sum);
    }
}
