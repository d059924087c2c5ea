package org.mpi4j.internal.net;

/** What kind of interface an address belongs to, the best kind first. */
public enum Place {
    WIRE('w'),
    BRIDGE('b'),
    LOOPBACK('l');

    private static final Place[] ALL = values();

    /** By which cards name it. */
    public final char code;

    Place(char code) {
        this.code = code;
    }

    /** @throws IllegalArgumentException if there is none of this code */
    public static Place of(int code) {
        for (Place place : ALL) {
            if (place.code == code) {
                return place;
            }
        }
        throw new IllegalArgumentException("a place of code=" + code);
    }
}
