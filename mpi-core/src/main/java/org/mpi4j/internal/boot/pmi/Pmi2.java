package org.mpi4j.internal.boot.pmi;

import java.io.IOException;

/** PMI-2: each message is its length in six characters, then {@code name=value;} pairs. */
final class Pmi2 implements Pmi {
    private static final int MAX_VALUE_CHARS = 1023; // fixed by the protocol
    private static final int MAX_REASON_CHARS = 200;

    private final Line line;
    private final int rank;
    private final int size;
    private final String job;

    /** Continues after {@code init} has been answered. */
    Pmi2(Line line, int rankHint, String jobHint) throws IOException {
        this.line = line;
        String known = jobHint.isEmpty() ? "" : "pmijobid=" + jobHint.replace(";", ";;") + ";";
        Reply full = ask("cmd=fullinit;" + known + "pmirank=" + rankHint + ";threaded=FALSE;", "fullinit-response");
        this.rank = full.number("rank");
        this.size = full.number("size");
        this.job = ask("cmd=job-getid;", "job-getid-response").value("jobid");
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
        return MAX_VALUE_CHARS;
    }

    @Override
    public void put(String key, String value) throws IOException {
        ask("cmd=kvs-put;key=" + key + ";value=" + value + ";", "kvs-put-response");
    }

    @Override
    public void fence() throws IOException {
        ask("cmd=kvs-fence;", "kvs-fence-response");
    }

    @Override
    public String get(String key) throws IOException {
        Reply reply = ask("cmd=kvs-get;jobid=" + job.replace(";", ";;") + ";srcid=-1;key=" + key + ";", "kvs-get-response");
        if (!"TRUE".equals(reply.find("found"))) {
            throw new IOException("the process manager does not know key=" + key);
        }
        return reply.value("value");
    }

    @Override
    public void abort(int code, String reason) throws IOException {
        String oneLine = reason.lines().findFirst().orElse("").replace(";", ";;");
        String told = oneLine.substring(0, Math.min(oneLine.length(), MAX_REASON_CHARS));
        line.sendCounted("cmd=abort;isworld=TRUE;msg=" + told + ";");
    }

    @Override
    public void close() throws IOException {
        try (line) {
            ask("cmd=finalize;", "finalize-response");
        }
    }

    private Reply ask(String question, String answer) throws IOException {
        line.sendCounted(question);
        return Reply.parse(line.receiveCounted(), ';').expect(answer);
    }
}
