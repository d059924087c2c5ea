package org.mpi4j.internal.transport.tcp;

/** With TLS, which changes nothing that a transport promises. */
class TlsTransportTest extends TcpTransportTest {
    @Override
    protected String setting(String key) {
        return key.equals("mpi4j.tls") ? "true" : super.setting(key);
    }
}
