package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

/** MPI 5.0, section 7.4.4: what an application asserts of its messages, and what becomes of it if it is not so. */
class AssertionsTest {
    @Everywhere
    void whereNoSourceIsLeftOpenAWildcardIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm strict = comm.dupWithInfo(Info.of("mpi_assert_no_any_source", "true"))) {
                Buf buf = Buf.of(new int[1]);
                String part = "asserts mpi_assert_no_any_source: source=ANY_SOURCE";
                Errors.expect(ErrorClass.RANK, "recv: the communicator's info " + part, () -> strict.recv(buf, Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.irecv(buf, Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.recvInit(buf, Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.probe(Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.iprobe(Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.mprobe(Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.improbe(Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.recvObject(Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.irecvObject(Comm.ANY_SOURCE, 1));
                Errors.expect(ErrorClass.RANK, part, () -> strict.sendrecv(buf, 0, 1, buf, Comm.ANY_SOURCE, 1));
                strict.send(buf, strict.rank(), 1);
                assertEquals(4, strict.recv(buf, strict.rank(), Comm.ANY_TAG).bytes());
            }
        });
    }

    @Everywhere
    void whereNoTagIsLeftOpenAWildcardIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm strict = comm.dup()) {
                strict.setInfo(Info.of("mpi_assert_no_any_tag", "true", "mpi_assert_no_any_source", "false"));
                Buf buf = Buf.of(new int[1]);
                String part = "asserts mpi_assert_no_any_tag: tag=ANY_TAG";
                Errors.expect(ErrorClass.TAG, part, () -> strict.recv(buf, 0, Comm.ANY_TAG));
                Errors.expect(ErrorClass.TAG, part, () -> strict.irecv(buf, 0, Comm.ANY_TAG));
                Errors.expect(ErrorClass.TAG, part, () -> strict.iprobe(0, Comm.ANY_TAG));
                Errors.expect(ErrorClass.TAG, part, () -> strict.recvObject(0, Comm.ANY_TAG));
                strict.send(buf, strict.rank(), 1);
                assertEquals(1, strict.recv(buf, Comm.ANY_SOURCE, 1).tag());
                strict.setInfo(Info.of("mpi_assert_no_any_tag", "false"));
                assertEquals(Optional.empty(), strict.iprobe(0, Comm.ANY_TAG));
            }
        });
    }

    @Everywhere
    void whereLengthsAreExactAShorterMessageIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm strict = comm.dupWithInfo(Info.of("mpi_assert_exact_length", "true"))) {
                int self = strict.rank();
                for (int count : new int[] {1, 100_000}) {
                    String part = "mpi_assert_exact_length: source=" + self + " tag=1 sent bytes=" + count * 4L + " room bytes=" + (count + 1) * 4L;
                    int[] room = new int[count + 1];
                    Request early = strict.irecv(Buf.of(room), self, 1);
                    strict.send(Buf.of(new int[count]), self, 1);
                    Errors.expect(ErrorClass.TRUNCATE, part, early::await);
                    Request sending = strict.isend(Buf.of(new int[count]), self, 1);
                    Errors.expect(ErrorClass.TRUNCATE, part, () -> strict.recv(Buf.of(room), self, 1));
                    sending.await();
                    Request matched = strict.isend(Buf.of(new int[count]), self, 1);
                    Message message = strict.mprobe(self, 1);
                    Errors.expect(ErrorClass.TRUNCATE, part, () -> message.recv(Buf.of(room)));
                    matched.await();
                    int right = (self + 1) % strict.size();
                    int left = (self + strict.size() - 1) % strict.size();
                    Status status = strict.sendrecv(Buf.of(new int[count]), right, 2, Buf.of(new int[count]), left, 2);
                    assertEquals(count, status.count(Datatype.INT));
                }
                assertEquals("any length", strict.<String>sendrecvObject("any length", self, 3, self, 3));
            }
        });
    }

    @Everywhere
    void theOtherAssertionsAreAcceptedAndKept(Ranks ranks) {
        ranks.run(comm -> {
            Info both = Info.of("mpi_assert_allow_overtaking", "true", "mpi_assert_strict_persistent_collective_ordering", "true");
            try (Comm loose = comm.dupWithInfo(both)) {
                assertEquals(Optional.of("true"), loose.info().string("mpi_assert_allow_overtaking"));
                assertEquals(Optional.of("true"), loose.info().string("mpi_assert_strict_persistent_collective_ordering"));
                assertEquals(Optional.of("false"), loose.info().string("mpi_assert_exact_length"));
                loose.bsend(Buf.of(new int[] {1}), loose.rank(), 1);
                loose.bsend(Buf.of(new int[] {2}), loose.rank(), 1);
                int[] got = new int[2];
                loose.recv(Buf.of(got, 0, 1), loose.rank(), 1);
                loose.recv(Buf.of(got, 1, 1), loose.rank(), 1);
                assertEquals(3, got[0] + got[1]);
            }
        });
    }
}
