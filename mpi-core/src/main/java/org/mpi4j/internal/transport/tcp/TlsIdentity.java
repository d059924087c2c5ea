package org.mpi4j.internal.transport.tcp;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.wire.Sha256;

/** The key that a rank proves itself by in TLS, made for one job and never written anywhere. Peers learn its certificate's digest in the {@link Handshake}. Immutable. */
record TlsIdentity(PrivateKey key, X509Certificate certificate, byte[] digest) {
    private static final String NAME = "rank";
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

    static TlsIdentity create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = SelfSigned.certificate(keys);
            return new TlsIdentity(keys.getPrivate(), certificate, Sha256.digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a key for TLS (mpi4j.tls)", e);
        }
    }

    /** One end of a connection to whoever has the certificate with this digest, and to nobody else. */
    SSLEngine engine(boolean client, byte[] peerDigest) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOLS[0]);
            context.init(new KeyManager[] {new Keys()}, new TrustManager[] {new Pinned(peerDigest)}, null);
            SSLEngine engine = context.createSSLEngine();
            engine.setEnabledProtocols(PROTOCOLS);
            engine.setEnabledCipherSuites(CIPHERS);
            engine.setUseClientMode(client);
            if (!client) {
                engine.setNeedClientAuth(true);
            }
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS 1.3 (mpi4j.tls)", e);
        }
    }

    /** Shows this rank's key, whoever asks. */
    private final class Keys extends X509ExtendedKeyManager {
        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {NAME};
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {NAME};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return NAME;
        }

        @Override
        public String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return NAME;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return NAME;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return NAME;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    /** Trusts one certificate. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final byte[] wanted;

        Pinned(byte[] wanted) {
            this.wanted = wanted;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                if (chain.length != 1 || !Sha256.same(Sha256.digest(chain[0].getEncoded()), wanted)) {
                    throw new CertificateException("the key is not the one that the peer named in its proof");
                }
            } catch (CertificateEncodingException e) {
                throw new CertificateException("the peer's certificate cannot be read", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
