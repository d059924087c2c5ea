package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.util.function.Function;
import org.mpi4j.internal.net.Networks;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.TransportContext;

/** The settings of this transport. Immutable. */
record TcpSettings(
        Networks networks,
        Ports ports,
        int frameBytes,
        int bufferBytes,
        long connectTimeoutNanos,
        long handshakeTimeoutNanos,
        boolean tls) {
    private static final int LEAST_FRAME_BYTES = 1 << 10;
    private static final int MOST_FRAME_BYTES = 1 << 24;
    private static final int MOST_BUFFER_BYTES = 1 << 30;

    static TcpSettings of(TransportContext context) throws IOException {
        Settings settings = new Settings(key -> context.setting().apply(key), _ -> null);
        return new TcpSettings(
                read(Setting.TCP_INTERFACES, settings, Networks::parse),
                read(Setting.TCP_PORTS, settings, Ports::parse),
                bytes(settings, Setting.TCP_FRAME, LEAST_FRAME_BYTES, MOST_FRAME_BYTES),
                bytes(settings, Setting.TCP_BUFFER, 0, MOST_BUFFER_BYTES),
                settings.nanos(Setting.TCP_CONNECT_TIMEOUT),
                orNever(settings.nanos(Setting.TCP_HANDSHAKE_TIMEOUT)),
                settings.flag(Setting.TLS));
    }

    /** A peer whose process has ended is no matter of time: the exchange tells of it. */
    private static long orNever(long nanos) {
        return nanos == 0 ? Long.MAX_VALUE : nanos;
    }

    private static int bytes(Settings settings, Setting setting, int least, int most) throws IOException {
        long bytes = settings.bytes(setting);
        if (bytes < least || bytes > most) {
            throw bad(setting, settings.get(setting), "a size from " + least + " to " + most + " bytes");
        }
        return (int) bytes;
    }

    private static <T> T read(Setting setting, Settings settings, Function<String, T> parser) throws IOException {
        try {
            return parser.apply(settings.get(setting));
        } catch (IllegalArgumentException e) {
            throw new IOException("setting " + setting.key() + " (" + setting.variable() + "): " + e.getMessage(), e);
        }
    }

    private static IOException bad(Setting setting, String value, String wanted) {
        return new IOException("setting " + setting.key() + " (" + setting.variable() + "): value='" + value + "' is not " + wanted);
    }
}
