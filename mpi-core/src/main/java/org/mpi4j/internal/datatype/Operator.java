package org.mpi4j.internal.datatype;

/** The predefined operations. */
enum Operator {
    MAX,
    MIN,
    SUM,
    PROD,
    LAND,
    LOR,
    LXOR,
    BAND,
    BOR,
    BXOR,
    MAXLOC,
    MINLOC,
    REPLACE,
    NO_OP;

    /** The standard's table of the types that each operation takes. @spec MPI 5.0, sections 6.9.2 and 6.9.4 */
    boolean takes(Element element) {
        return switch (this) {
            case MAX, MIN, SUM, PROD -> element.isInteger() || element.isFloating();
            case LAND, LOR, LXOR -> element.isInteger() || element == Element.BOOLEAN;
            case BAND, BOR, BXOR -> element.isInteger();
            case MAXLOC, MINLOC -> element.pair;
            case REPLACE, NO_OP -> true;
        };
    }

    /** Whether this only moves elements, so that it takes derived types too. */
    boolean takesDerived() {
        return this == REPLACE || this == NO_OP;
    }
}
