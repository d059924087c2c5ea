package org.mpi4j.internal.datatype;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mpi4j.Datatype.Combiner;
import org.mpi4j.Datatype.Order;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * Describes a datatype as Java describes memory. Immutable. A layout says where data lie but not in which order they travel, so it exists only
 * where both are the same; and it begins at its start and covers all its data.
 */
final class LayoutOf {
    private final TypeMap whole;
    /** Whether values keep their alignment; otherwise they may lie anywhere. */
    private final boolean aligned;

    private LayoutOf(TypeMap whole, boolean aligned) {
        this.whole = whole;
        this.aligned = aligned;
    }

    static MemoryLayout of(TypeMap type) {
        try {
            return new LayoutOf(type, true).layout(type);
        } catch (IllegalArgumentException _) { // some value is not aligned
            return new LayoutOf(type, false).layout(type);
        }
    }

    private MemoryLayout layout(TypeMap type) {
        if (type.lowerBound() != 0) {
            throw error(type, "begins at lowerBound=" + type.lowerBound());
        }
        return layout(type, type.extent());
    }

    /** The type's data and what it takes to be {@code extent} bytes long. */
    private MemoryLayout layout(TypeMap type, long extent) {
        Recipe made = type.recipe();
        return switch (made.combiner()) {
            case NAMED -> predefined(type, extent);
            case DUP, RESIZED -> layout(made.type(0), extent);
            case CONTIGUOUS -> new Members().add(0, MemoryLayout.sequenceLayout(made.count(0), layout(made.type(0)))).end(extent);
            case VECTOR -> blocks(extent, made.count(0), made.count(1), made.count(2) * made.type(0).extent(), made.type(0));
            case HVECTOR -> blocks(extent, made.count(0), made.count(1), made.count(2), made.type(0));
            case INDEXED, HINDEXED, INDEXED_BLOCK, HINDEXED_BLOCK, STRUCT -> placed(extent, made);
            case SUBARRAY -> subarray(extent, made);
            case DARRAY -> throw error(type, "is a distributed array");
        };
    }

    private MemoryLayout blocks(long extent, long count, long length, long strideBytes, TypeMap of) {
        Members members = new Members();
        if (count > 0 && length > 0) {
            MemoryLayout block = length == 1 ? layout(of) : MemoryLayout.sequenceLayout(length, layout(of));
            if (count > 1) {
                members.add(0, MemoryLayout.sequenceLayout(count - 1, new Members().add(0, block).end(strideBytes)));
            }
            members.add((count - 1) * strideBytes, block);
        }
        return members.end(extent);
    }

    private MemoryLayout placed(long extent, Recipe made) {
        int blocks = (int) made.count(0);
        Combiner combiner = made.combiner();
        boolean isStruct = combiner == Combiner.STRUCT;
        boolean oneLength = combiner == Combiner.INDEXED_BLOCK || combiner == Combiner.HINDEXED_BLOCK;
        boolean inElements = combiner == Combiner.INDEXED || combiner == Combiner.INDEXED_BLOCK;
        Members members = new Members();
        for (int i = 0; i < blocks; i++) {
            TypeMap member = made.type(isStruct ? i : 0);
            long length = made.count(oneLength ? 1 : 1 + i);
            long displ = made.count((oneLength ? 2 : 1 + blocks) + i) * (inElements ? member.extent() : 1);
            if (length > 0) {
                members.add(displ, length == 1 ? layout(member) : MemoryLayout.sequenceLayout(length, layout(member)));
            }
        }
        return members.end(extent);
    }

    private MemoryLayout subarray(long extent, Recipe made) {
        int ndims = made.integer(0);
        MemoryLayout inner = layout(made.type(0));
        for (int i = 0; i < ndims; i++) {
            int dim = made.integer(1) == Order.FORTRAN.value() ? i : ndims - 1 - i;
            long bytes = inner.byteSize();
            Members members = new Members().add(made.count(2 * ndims + dim) * bytes, MemoryLayout.sequenceLayout(made.count(ndims + dim), inner));
            inner = members.end(made.count(dim) * bytes);
        }
        return new Members().add(0, inner).end(extent);
    }

    private MemoryLayout predefined(TypeMap type, long extent) {
        Element element = Objects.requireNonNull(type.element());
        Members members = new Members();
        switch (element) {
            case BYTE, UINT8_T, PACKED -> members.add(0, ValueLayout.JAVA_BYTE);
            case BOOLEAN -> members.add(0, ValueLayout.JAVA_BOOLEAN);
            case CHAR -> members.add(0, value(ValueLayout.JAVA_CHAR));
            case SHORT, UINT16_T, FLOAT16, BFLOAT16 -> members.add(0, value(ValueLayout.JAVA_SHORT));
            case INT, UINT32_T -> members.add(0, value(ValueLayout.JAVA_INT));
            case LONG, UINT64_T, AINT, OFFSET, COUNT -> members.add(0, value(ValueLayout.JAVA_LONG));
            case FLOAT -> members.add(0, value(ValueLayout.JAVA_FLOAT));
            case DOUBLE -> members.add(0, value(ValueLayout.JAVA_DOUBLE));
            case FLOAT_COMPLEX -> members.add(0, complex(value(ValueLayout.JAVA_FLOAT)));
            case DOUBLE_COMPLEX -> members.add(0, complex(value(ValueLayout.JAVA_DOUBLE)));
            case FLOAT_INT -> members.add(0, value(ValueLayout.JAVA_FLOAT).withName("value"));
            case DOUBLE_INT -> members.add(0, value(ValueLayout.JAVA_DOUBLE).withName("value"));
            case LONG_INT -> members.add(0, value(ValueLayout.JAVA_LONG).withName("value"));
            case TWO_INT -> members.add(0, value(ValueLayout.JAVA_INT).withName("value"));
            case SHORT_INT -> members.add(0, value(ValueLayout.JAVA_SHORT).withName("value"));
        }
        if (element.isPair()) {
            members.add(element.indexOffset(), value(ValueLayout.JAVA_INT).withName("index"));
        }
        return members.end(extent);
    }

    private static MemoryLayout complex(MemoryLayout part) {
        return MemoryLayout.structLayout(part.withName("real"), part.withName("imaginary"));
    }

    private MemoryLayout value(ValueLayout value) {
        return aligned ? value : value.withByteAlignment(1);
    }

    private MpiException error(TypeMap type, String what) {
        return new MpiException(
                ErrorClass.TYPE, "type.layout: there is none of type=" + whole + ": " + (type == whole ? "it" : "the part " + type) + " " + what);
    }

    /** Members of a struct one after the other, with padding between them. */
    private final class Members {
        private final List<MemoryLayout> members = new ArrayList<>();
        private long end;

        Members add(long at, MemoryLayout member) {
            if (at < end) {
                throw error(whole, "has data that do not lie in the order in which they travel");
            }
            pad(at);
            members.add(member);
            end += member.byteSize();
            return this;
        }

        private void pad(long to) {
            if (to > end) {
                members.add(MemoryLayout.paddingLayout(to - end));
                end = to;
            }
        }

        MemoryLayout end(long bytes) {
            if (end > bytes) {
                throw error(whole, "has data after an upper bound");
            }
            pad(bytes);
            return members.size() == 1 ? members.getFirst() : MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new));
        }
    }
}
