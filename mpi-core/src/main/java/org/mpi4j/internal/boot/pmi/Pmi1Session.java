package org.mpi4j.internal.boot.pmi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.JobEnd;

/** One rank's line to {@link Pmi1Server}. Confined to its thread, but for {@link #letGo}. */
final class Pmi1Session {
    private static final int STRANGER_MILLIS = 10_000;
    private static final int NOBODY = -1;

    private final Socket socket;
    private final Pmi1Space space;
    private final Line line;
    private int rank = NOBODY;
    private boolean inJob;

    Pmi1Session(Socket socket, Pmi1Space space) throws IOException {
        this.socket = socket;
        this.space = space;
        this.line = new Line(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(STRANGER_MILLIS);
    }

    /** Returns when the rank has finalised and hung up. @throws IOException if it went otherwise; the owner knows */
    void serve() throws IOException {
        try {
            rank = space.enter(Reply.parse(line.receiveLine(), ' ').expect("initack").number("pmiid"), this);
            if (rank == NOBODY) {
                send("cmd=initack rc=-1");
                return;
            }
            socket.setSoTimeout(0);
            send("cmd=initack rc=0\ncmd=set size=" + space.size() + "\ncmd=set rank=" + rank + "\ncmd=set debug=0");
            for (String question = line.receiveLine(); ; question = line.receiveLine()) {
                String answer = answer(question);
                if (answer != null) {
                    send(answer);
                }
            }
        } finally {
            if (rank != NOBODY) {
                space.leave(rank, this);
                if (inJob) {
                    space.owner.lost(rank, host());
                }
            }
        }
    }

    private String host() {
        return space.seat(rank).host();
    }

    private @Nullable String answer(String text) throws IOException {
        if (text.startsWith("mcmd=")) {
            while (!line.receiveLine().equals("endcmd")) {
                // what it wants to spawn
            }
            return "cmd=spawn_result rc=-1 msg=jrun_spawns_nothing";
        }
        Reply question = Reply.parse(text, ' ');
        String command = question.value("cmd");
        return switch (command) {
            case "init" -> init(question);
            case "get_maxes" -> "cmd=maxes kvsname_max=64 keylen_max=" + (Pmi1Space.MAX_KEY_CHARS + 1) + " vallen_max=" + (space.maxValueChars() + 1) + " rc=0";
            case "get_appnum" -> "cmd=appnum appnum=" + space.seat(rank).appnum() + " rc=0";
            case "get_universe_size" -> "cmd=universe_size size=" + space.size() + " rc=0";
            case "get_my_kvsname" -> "cmd=my_kvsname kvsname=mpi4j rc=0";
            case "put" -> space.put(question.value("key"), question.value("value")) ? "cmd=put_result rc=0 msg=success" : "cmd=put_result rc=-1 msg=no_room";
            case "get" -> {
                String value = space.get(question.value("key"));
                yield value == null ? "cmd=get_result rc=-1 msg=key_not_found" : "cmd=get_result rc=0 msg=success value=" + value;
            }
            case "barrier_in" -> {
                for (Pmi1Session each : space.arrive(this)) {
                    each.letGo();
                }
                yield null;
            }
            case "finalize" -> finish();
            case "abort" -> abort(question);
            case "publish_name", "unpublish_name", "lookup_name" -> "cmd=" + command.replace("_name", "_result") + " info=no rc=-1 msg=jrun_knows_no_names";
            default -> throw new IOException("not a question of PMI-1: " + text);
        };
    }

    private String init(Reply question) throws IOException {
        if (question.number("pmi_version") != 1) {
            return "cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=-1";
        }
        inJob = true;
        space.owner.joined(rank, host(), 0);
        return "cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=0";
    }

    private String finish() {
        if (inJob) {
            inJob = false;
            space.owner.left(rank);
        }
        return "cmd=finalize_ack rc=0";
    }

    private @Nullable String abort(Reply question) throws IOException {
        int code = question.number("exitcode");
        inJob = false;
        space.owner.ended(new JobEnd(JobEnd.Cause.ABORTED, code, rank, host(), "MPI_Abort was called"));
        return null;
    }

    /** The barrier is complete. A rank that is gone meanwhile is its own thread's matter. */
    private void letGo() {
        try {
            send("cmd=barrier_out rc=0");
        } catch (IOException _) {
            // its connection is gone
        }
    }

    private synchronized void send(String text) throws IOException {
        line.sendLine(text);
    }
}
