package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.util.List;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.TransportContext;

/** The settings of this transport. Immutable. */
record TcpSettings(
        List<String> interfaces,
        int firstPort,
        int lastPort,
        int frameBytes,
        int bufferBytes,
        long connectTimeoutNanos,
        long handshakeTimeoutNanos) {
    private static final int LEAST_FRAME_BYTES = 1 << 10;
    private static final int MOST_FRAME_BYTES = 1 << 24;
    private static final int MOST_BUFFER_BYTES = 1 << 30;
    private static final int MOST_PORT = 0xFFFF;

    static TcpSettings of(TransportContext context) throws IOException {
        Settings settings = new Settings(key -> context.setting().apply(key), _ -> null);
        String ports = settings.get(Setting.TCP_PORTS);
        int dash = ports.indexOf('-');
        int first = port(dash < 0 ? ports : ports.substring(0, dash), ports);
        int last = dash < 0 ? first : port(ports.substring(dash + 1), ports);
        if (last < first) {
            throw bad(Setting.TCP_PORTS, ports, "a port or a range such as 20000-20100");
        }
        return new TcpSettings(
                settings.list(Setting.TCP_INTERFACES),
                first,
                last,
                bytes(settings, Setting.TCP_FRAME, LEAST_FRAME_BYTES, MOST_FRAME_BYTES),
                bytes(settings, Setting.TCP_BUFFER, 0, MOST_BUFFER_BYTES),
                settings.nanos(Setting.TCP_CONNECT_TIMEOUT),
                settings.nanos(Setting.TCP_HANDSHAKE_TIMEOUT));
    }

    private static int bytes(Settings settings, Setting setting, int least, int most) throws IOException {
        long bytes = settings.bytes(setting);
        if (bytes < least || bytes > most) {
            throw bad(setting, settings.get(setting), "a size from " + least + " to " + most + " bytes");
        }
        return (int) bytes;
    }

    private static int port(String text, String ports) throws IOException {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= MOST_PORT) {
                return port;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw bad(Setting.TCP_PORTS, ports, "a port or a range such as 20000-20100");
    }

    private static IOException bad(Setting setting, String value, String wanted) {
        return new IOException("setting " + setting.key() + " (" + setting.variable() + "): value='" + value + "' is not " + wanted);
    }
}
