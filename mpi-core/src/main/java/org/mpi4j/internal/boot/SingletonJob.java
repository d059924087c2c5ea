package org.mpi4j.internal.boot;

import java.util.HexFormat;
import java.util.List;
import org.mpi4j.internal.boot.exchange.Secret;

/** The job of a process that nobody launched: one rank. Immutable. */
final class SingletonJob implements Job {
    private final byte[] secret = Secret.create();
    private final String id = "single-" + HexFormat.of().formatHex(Secret.create(), 0, 8);

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] secret() {
        return secret;
    }

    @Override
    public List<byte[]> allgather(byte[] mine) {
        return List.of(mine.clone());
    }

    @Override
    public void fence() {}

    @Override
    public void abort(int code, String reason) {}

    @Override
    public void goodbye(boolean together) {}

    @Override
    public void comeBack() {}

    @Override
    public void close() {}
}
