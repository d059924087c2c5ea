package org.mpi4j.internal.boot.pmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.boot.exchange.RecordingOwner;
import org.mpi4j.internal.net.Ports;

/** The server's end of PMI-1, spoken to as MPICH's library does. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
final class Pmi1ServerTest {
    private final RecordingOwner owner = new RecordingOwner();
    private final BlockingQueue<String> told = owner.events;
    private final List<Client> clients = new ArrayList<>();
    private Pmi1Server server;

    /** One end of a connection. */
    private static final class Client {
        final Socket socket;
        final BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        String ask(String line) throws IOException {
            say(line);
            return in.readLine();
        }
    }

    @BeforeEach
    void start() throws IOException {
        List<Pmi1Server.Seat> seats = List.of(new Pmi1Server.Seat(4711, 0, "a"), new Pmi1Server.Seat(1234, 1, "b"));
        server = Pmi1Server.start(seats, 100, owner, List.of(InetAddress.getLoopbackAddress()), Ports.ANY);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        for (Client client : clients) {
            client.socket.close();
        }
    }

    private Client client() throws IOException {
        Client client = new Client(server.port());
        clients.add(client);
        return client;
    }

    private Client rank(int id, int rank) throws Exception {
        Client client = client();
        assertEquals("cmd=initack rc=0", client.ask("cmd=initack pmiid=" + id));
        assertEquals(List.of("cmd=set size=2", "cmd=set rank=" + rank, "cmd=set debug=0"), List.of(client.in.readLine(), client.in.readLine(), client.in.readLine()));
        assertEquals("cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=0", client.ask("cmd=init pmi_version=1 pmi_subversion=1"));
        assertEquals("joined " + rank + " on " + (rank == 0 ? "a" : "b"), told.take());
        return client;
    }

    @Test
    void ranksExchangeValuesOverABarrier() throws Exception {
        Client zero = rank(4711, 0);
        Client one = rank(1234, 1);
        assertEquals("cmd=maxes kvsname_max=64 keylen_max=64 vallen_max=101 rc=0", zero.ask("cmd=get_maxes"));
        assertEquals("cmd=my_kvsname kvsname=mpi4j rc=0", zero.ask("cmd=get_my_kvsname"));
        assertEquals("cmd=universe_size size=2 rc=0", zero.ask("cmd=get_universe_size"));
        assertEquals("cmd=appnum appnum=1 rc=0", one.ask("cmd=get_appnum"));
        assertEquals("cmd=get_result rc=0 msg=success value=(vector,(0,2,1))", one.ask("cmd=get kvsname=mpi4j key=PMI_process_mapping"));
        assertEquals("cmd=put_result rc=0 msg=success", zero.ask("cmd=put kvsname=mpi4j key=card value=port#5=x"));
        assertEquals("cmd=get_result rc=-1 msg=key_not_found", one.ask("cmd=get kvsname=mpi4j key=none"));
        one.say("cmd=barrier_in");
        assertEquals("cmd=barrier_out rc=0", zero.ask("cmd=barrier_in"));
        assertEquals("cmd=barrier_out rc=0", one.in.readLine());
        assertEquals("cmd=get_result rc=0 msg=success value=port#5=x", one.ask("cmd=get kvsname=mpi4j key=card"));
        assertEquals("cmd=finalize_ack rc=0", one.ask("cmd=finalize"));
        assertEquals("left 1", told.take());
    }

    @Test
    void tooLongAValueIsRefused() throws Exception {
        Client zero = rank(4711, 0);
        assertEquals("cmd=put_result rc=0 msg=success", zero.ask("cmd=put kvsname=mpi4j key=k value=" + "v".repeat(100)));
        assertEquals("cmd=put_result rc=-1 msg=no_room", zero.ask("cmd=put kvsname=mpi4j key=k value=" + "v".repeat(101)));
        assertEquals("cmd=put_result rc=-1 msg=no_room", zero.ask("cmd=put kvsname=mpi4j key=" + "k".repeat(64) + " value=v"));
    }

    @Test
    void whatItCannotDoIsToldAndTheLineGoesOn() throws Exception {
        Client zero = rank(4711, 0);
        zero.say("mcmd=spawn\nnprocs=1\nexecname=a");
        assertEquals("cmd=spawn_result rc=-1 msg=jrun_spawns_nothing", zero.ask("endcmd"));
        assertEquals("cmd=lookup_result info=no rc=-1 msg=jrun_knows_no_names", zero.ask("cmd=lookup_name service=s"));
        assertEquals("cmd=universe_size size=2 rc=0", zero.ask("cmd=get_universe_size"));
    }

    @Test
    void whoDoesNotKnowANumberIsTurnedAway() throws Exception {
        Client stranger = client();
        assertEquals("cmd=initack rc=-1", stranger.ask("cmd=initack pmiid=0"));
        assertNull(stranger.in.readLine());
        Client wrong = client();
        assertNull(wrong.ask("cmd=put kvsname=mpi4j key=card value=evil"));
        assertTrue(told.isEmpty(), told::toString);
    }

    @Test
    void aRankIsThereOnce() throws Exception {
        Client zero = rank(4711, 0);
        assertEquals("cmd=initack rc=-1", client().ask("cmd=initack pmiid=4711"));
        assertEquals("cmd=universe_size size=2 rc=0", zero.ask("cmd=get_universe_size"));
    }

    @Test
    void theOwnerHearsOfALossAndOfAnAbort() throws Exception {
        rank(1234, 1).socket.close();
        assertEquals("lost 1 on b", told.take());
        Client zero = rank(4711, 0);
        zero.say("cmd=abort exitcode=9");
        assertEquals("ended ABORTED 9 by 0", told.take());
        assertEquals("cmd=universe_size size=2 rc=0", zero.ask("cmd=get_universe_size"));
        zero.socket.close();
        zero.socket.close();
        assertTrue(told.isEmpty(), told::toString);
    }

    @Test
    void ranksOfASessionThatEndsAreHungUpOn() throws Exception {
        Client zero = rank(4711, 0);
        int port = server.port();
        server.close();
        assertNull(zero.in.readLine());
        boolean serves = true;
        while (serves) { // until the thread that accepts has let go
            try (Socket late = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertEquals(-1, late.getInputStream().read());
            } catch (IOException _) {
                serves = false;
            }
        }
    }

    @Test
    @Timeout(value = 5, threadMode = SEPARATE_THREAD)
    void whoHasNotSaidWhoHeIsWhenTheSessionEndsIsHungUpOnToo() throws Exception {
        Client silent = client();
        rank(4711, 0); // whoever came before is served by now
        server.close();
        assertNull(silent.in.readLine());
    }

    @Test
    void theMappingNamesBlocksOfHosts() {
        assertEquals("(vector,(0,1,3))", ProcessMapping.of(List.of("a", "a", "a")));
        assertEquals("(vector,(0,2,2),(2,1,1))", ProcessMapping.of(List.of("a", "a", "b", "b", "c")));
        assertEquals("(vector,(0,2,1),(0,2,1))", ProcessMapping.of(List.of("a", "b", "a", "b")));
        assertEquals("(vector,(0,1,2),(1,1,1),(0,1,1))", ProcessMapping.of(List.of("a", "a", "b", "a")));
    }
}
