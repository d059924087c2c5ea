package org.mpi4j.internal.boot.pmi;

import java.io.IOException;

/** PMI-1: each message is a line of {@code name=value} pairs. */
final class Pmi1 implements Pmi {
    private final Line line;
    private final int rank;
    private final int size;
    private final int maxValueChars;
    private final String kvsName;

    /** Continues after {@code init} has been answered. */
    Pmi1(Line line, int rank, int size) throws IOException {
        this.line = line;
        this.rank = rank;
        this.size = size;
        this.maxValueChars = ask("cmd=get_maxes", "maxes").number("vallen_max") - 1;
        this.kvsName = ask("cmd=get_my_kvsname", "my_kvsname").value("kvsname");
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int maxValueChars() {
        return maxValueChars;
    }

    @Override
    public void put(String key, String value) throws IOException {
        ask("cmd=put kvsname=" + kvsName + " key=" + key + " value=" + value, "put_result");
    }

    @Override
    public void fence() throws IOException {
        ask("cmd=barrier_in", "barrier_out");
    }

    @Override
    public String get(String key) throws IOException {
        return ask("cmd=get kvsname=" + kvsName + " key=" + key, "get_result").value("value");
    }

    @Override
    public void abort(int code, String reason) throws IOException {
        line.sendLine("cmd=abort exitcode=" + code);
    }

    @Override
    public void close() throws IOException {
        try (line) {
            ask("cmd=finalize", "finalize_ack");
        }
    }

    private Reply ask(String question, String answer) throws IOException {
        line.sendLine(question);
        return Reply.parse(line.receiveLine(), ' ').expect(answer);
    }
}
