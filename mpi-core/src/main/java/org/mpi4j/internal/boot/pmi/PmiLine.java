package org.mpi4j.internal.boot.pmi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;

/** How a process manager can be reached, and the agreement on a version of its protocol. Immutable. */
public sealed interface PmiLine {
    /** Over an inherited descriptor ({@code PMI_FD}), the rank and size known from {@code PMI_RANK} and {@code PMI_SIZE}; {@code job} may be empty. */
    record Descriptor(int fd, int rank, int size, String job) implements PmiLine {}

    /** Over TCP ({@code PMI_PORT}), under the number {@code PMI_ID}. */
    record Port(String host, int port, int id) implements PmiLine {}

    /** Through libpmix, which finds the process manager itself. */
    record Library() implements PmiLine {}

    /**
     * Connects, in {@code version} of PMI if the process manager speaks it, else in the other one.
     *
     * @throws PmixAbsentException if that needs a library which is not here
     */
    default Pmi open(int version) throws IOException {
        return switch (this) {
            case Descriptor(int fd, int rank, int size, String job) -> {
                Descriptors descriptors = new Descriptors(fd);
                yield agree(new Line(new BufferedInputStream(descriptors.input()), descriptors.output()), version, rank, size, job);
            }
            case Port(String host, int port, int id) -> {
                Socket socket = new Socket(host, port);
                socket.setTcpNoDelay(true);
                yield introduce(new Line(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream()), version, id);
            }
            case Library() -> new Pmix();
        };
    }

    /** Over TCP the process manager tells rank and size. */
    static Pmi introduce(Line line, int version, int id) throws IOException {
        line.sendLine("cmd=initack pmiid=" + id);
        Reply.parse(line.receiveLine(), ' ').expect("initack");
        int size = Reply.parse(line.receiveLine(), ' ').expect("set").number("size");
        int rank = Reply.parse(line.receiveLine(), ' ').expect("set").number("rank");
        Reply.parse(line.receiveLine(), ' ').expect("set").value("debug");
        return agree(line, version, rank, size, "");
    }

    static Pmi agree(Line line, int version, int rank, int size, String job) throws IOException {
        boolean accepted = offers(line, version);
        int agreed = accepted ? version : 3 - version;
        if (!accepted && !offers(line, agreed)) {
            throw new IOException("the process manager speaks neither PMI-1 nor PMI-2");
        }
        return agreed == 1 ? new Pmi1(line, rank, size) : new Pmi2(line, rank, job);
    }

    private static boolean offers(Line line, int version) throws IOException {
        line.sendLine("cmd=init pmi_version=" + version + " pmi_subversion=" + (version == 1 ? 1 : 0));
        Reply reply = Reply.parse(line.receiveLine(), ' ');
        return "response_to_init".equals(reply.find("cmd"))
                && "0".equals(reply.find("rc"))
                && Integer.toString(version).equals(reply.find("pmi_version"));
    }
}
