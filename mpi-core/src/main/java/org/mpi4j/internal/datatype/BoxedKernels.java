package org.mpi4j.internal.datatype;

import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** The predefined operations on boxed values: those that the operation takes as elements of memory. Stateless. */
final class BoxedKernels {
    private BoxedKernels() {}

    static Object combine(Operator operator, Object left, Object right) {
        return switch (operator) {
            case REPLACE -> left;
            case NO_OP -> right;
            case MAX, MIN, SUM, PROD, LAND, LOR, LXOR, BAND, BOR, BXOR, MAXLOC, MINLOC -> {
                Element element = left.getClass() == right.getClass() ? elementOf(left) : null;
                if (element == null || !operator.takes(element)) {
                    throw new MpiException(
                            ErrorClass.OP,
                            "op=" + operator + " does not take objects: left=" + left.getClass().getName() + " right=" + right.getClass().getName());
                }
                yield combine(operator, element, left, right);
            }
        };
    }

    private static @Nullable Element elementOf(Object value) {
        return switch (value) {
            case Byte _ -> Element.BYTE;
            case Short _ -> Element.SHORT;
            case Integer _ -> Element.INT;
            case Long _ -> Element.LONG;
            case Float _ -> Element.FLOAT;
            case Double _ -> Element.DOUBLE;
            case Boolean _ -> Element.BOOLEAN;
            default -> null;
        };
    }

    private static Object combine(Operator operator, Element element, Object left, Object right) {
        return switch (element) {
            case BYTE -> (byte) integers(operator, (Byte) left, (Byte) right);
            case SHORT -> (short) integers(operator, (Short) left, (Short) right);
            case INT -> (int) integers(operator, (Integer) left, (Integer) right);
            case LONG -> integers(operator, (Long) left, (Long) right);
            case FLOAT -> floats(operator, (Float) left, (Float) right);
            case DOUBLE -> doubles(operator, (Double) left, (Double) right);
            case BOOLEAN -> integers(operator, (Boolean) left ? 1 : 0, (Boolean) right ? 1 : 0) != 0;
            default -> throw new AssertionError(element);
        };
    }

    private static long integers(Operator operator, long a, long b) {
        return switch (operator) {
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case SUM -> a + b;
            case PROD -> a * b;
            case LAND -> a != 0 && b != 0 ? 1 : 0;
            case LOR -> (a | b) != 0 ? 1 : 0;
            case LXOR -> (a == 0) != (b == 0) ? 1 : 0;
            case BAND -> a & b;
            case BOR -> a | b;
            case BXOR -> a ^ b;
            case MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        };
    }

    private static float floats(Operator operator, float a, float b) {
        return switch (operator) {
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case SUM -> a + b;
            case PROD -> a * b;
            case LAND, LOR, LXOR, BAND, BOR, BXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        };
    }

    private static double doubles(Operator operator, double a, double b) {
        return switch (operator) {
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case SUM -> a + b;
            case PROD -> a * b;
            case LAND, LOR, LXOR, BAND, BOR, BXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        };
    }
}
