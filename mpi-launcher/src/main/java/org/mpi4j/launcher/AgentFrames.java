package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What launcher and {@link Agent} say to each other, on the agent's standard input and output: a byte that says what, then its fields.
 * Strings may be of any length. Stateless.
 */
final class AgentFrames {
    /** The agent's first line. What comes before it is the talk of a login shell. */
    static final String HELLO = "mpi4j-agent 1\n";

    /** The kinds of frames, by their code. */
    enum Kind {
        /** To the agent: rank, local rank, host, command, environment, folder, output files, whether it has input, tools. */
        START('s'),
        /** To the agent: rank, bytes for its standard input; none: its end. */
        INPUT('i'),
        /** To the agent: signal, the rank spared or -1. */
        SIGNAL('g'),
        /** To the agent. */
        KILL('k'),
        /** To the launcher: rank, process id. */
        STARTED('S'),
        /** To the launcher: rank, why it could not be started. */
        REFUSED('R'),
        /** To the launcher: rank, why the job cannot go on. */
        FAILED('F'),
        /** To the launcher: rank, what the user is to be told of it. */
        NOTE('N'),
        /** To the launcher: rank, bytes of its standard output; none: its end. */
        OUTPUT('O'),
        /** To the launcher: rank, bytes of its standard error; none: its end. */
        ERRORS('E'),
        /** To the launcher: rank, exit code or 128 + signal. */
        EXITED('X');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        void writeTo(DataOutputStream to) throws IOException {
            to.writeByte(code);
        }
    }

    private static final Kind[] KINDS = Kind.values();

    private AgentFrames() {}

    /** @throws IOException also if the byte is no kind */
    static Kind kind(DataInputStream from) throws IOException {
        int code = from.readUnsignedByte();
        for (Kind kind : KINDS) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IOException("no frame of an agent's: kind=" + code);
    }

    /** @throws IOException also if there is no such constant */
    static <E extends Enum<E>> E readConstant(Class<E> of, DataInputStream from) throws IOException {
        String name = readText(from);
        try {
            return Enum.valueOf(of, name);
        } catch (IllegalArgumentException _) {
            throw new IOException("no frame of this launcher's: " + of.getSimpleName() + "=" + name);
        }
    }

    static void writeText(String text, DataOutputStream to) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), to);
    }

    static String readText(DataInputStream from) throws IOException {
        return new String(readBytes(from), StandardCharsets.UTF_8);
    }

    static void writeBytes(byte[] bytes, DataOutputStream to) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    static byte[] readBytes(DataInputStream from) throws IOException {
        int length = from.readInt();
        byte[] bytes = length < 0 ? new byte[0] : from.readNBytes(length);
        if (bytes.length != length) {
            throw new IOException("an agent's frame is cut off: length=" + length + " read=" + bytes.length);
        }
        return bytes;
    }

    static void writeTexts(List<String> texts, DataOutputStream to) throws IOException {
        to.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, to);
        }
    }

    static List<String> readTexts(DataInputStream from) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            texts.add(readText(from));
        }
        return texts;
    }

    static void writeMap(Map<String, String> map, DataOutputStream to) throws IOException {
        to.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            writeText(entry.getKey(), to);
            writeText(entry.getValue(), to);
        }
    }

    static Map<String, String> readMap(DataInputStream from) throws IOException {
        Map<String, String> map = new HashMap<>();
        for (int left = from.readInt(); left > 0; left--) {
            map.put(readText(from), readText(from));
        }
        return map;
    }
}
