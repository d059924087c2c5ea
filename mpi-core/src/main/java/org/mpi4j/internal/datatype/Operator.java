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
            case MAX, MIN ->
                    switch (element.kind) {
                        case INTEGER, FLOATING, MULTI_LANGUAGE -> true;
                        case LOGICAL, COMPLEX, CHARACTER, BYTES, PAIR -> false;
                    };
            case SUM, PROD ->
                    switch (element.kind) {
                        case INTEGER, FLOATING, COMPLEX, MULTI_LANGUAGE -> true;
                        case LOGICAL, CHARACTER, BYTES, PAIR -> false;
                    };
            case LAND, LOR, LXOR ->
                    switch (element.kind) {
                        case INTEGER, LOGICAL -> true;
                        case FLOATING, COMPLEX, MULTI_LANGUAGE, CHARACTER, BYTES, PAIR -> false;
                    };
            case BAND, BOR, BXOR ->
                    switch (element.kind) {
                        case INTEGER, MULTI_LANGUAGE -> true;
                        case FLOATING, LOGICAL, COMPLEX, CHARACTER, BYTES, PAIR -> false;
                    };
            case MAXLOC, MINLOC -> element.isPair();
            case REPLACE, NO_OP -> true;
        };
    }

    /** Whether this only moves elements, so that it takes derived types too. */
    boolean takesDerived() {
        return this == REPLACE || this == NO_OP;
    }
}
