package org.mpi4j.internal.comm;

import org.mpi4j.Info;

/**
 * What an application has promised of its use of a communicator. Immutable.
 *
 * @param bits one for each {@link Assertion} that is in force
 */
record Hints(int bits) {
    static final Hints NONE = new Hints(0);

    static Hints of(Info info) {
        return NONE.with(info);
    }

    boolean has(Assertion assertion) {
        return (bits & assertion.bit()) != 0;
    }

    /** These, but for those that the info names as true or false; all else in it is ignored. */
    Hints with(Info info) {
        int changed = bits;
        for (Assertion assertion : Assertion.values()) {
            String value = info.string(assertion.key()).orElse("");
            if (value.equals("true")) {
                changed |= assertion.bit();
            } else if (value.equals("false")) {
                changed &= ~assertion.bit();
            }
        }
        return changed == bits ? this : new Hints(changed);
    }

    /** Every assertion, whether in force or not. */
    Info toInfo() {
        Info info = Info.of();
        for (Assertion assertion : Assertion.values()) {
            info.set(assertion.key(), Boolean.toString(has(assertion)));
        }
        return info;
    }
}
