package org.mpi4j.internal.transport.tcp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * Writes the certificate (X.509 version 3, in DER) that TLS wants of who has a key. It proves nothing but that its key is there: peers know it by its
 * digest. Stateless.
 */
final class SelfSigned {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8 = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int VERSION = 0xA0;
    private static final int LONGEST_SHORT = 127;
    private static final byte[] VERSION_3 = HexFormat.of().parseHex("020102");
    private static final byte[] SERIAL = HexFormat.of().parseHex("020101");
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("06082A8648CE3D040302");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private SelfSigned() {}

    /** @param keys of an elliptic curve */
    static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text(UTF8, "mpi4j"))));
        byte[] validity = der(SEQUENCE, text(UTC_TIME, "200101000000Z"), text(GENERALIZED_TIME, "99991231235959Z"));
        byte[] signed = der(SEQUENCE, der(VERSION, VERSION_3), SERIAL, algorithm, name, validity, name, keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed);
        byte[] whole = der(SEQUENCE, signed, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length <= LONGEST_SHORT) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
