package org.mpi4j.internal.datatype;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.UnionLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Makes datatypes of Java's descriptions of memory. Stateless. */
public final class MemoryLayouts {
    private MemoryLayouts() {}

    /** A datatype whose bounds are those of the layout. */
    public static TypeMap of(MemoryLayout layout) {
        TypeMap type =
                switch (layout) {
                    case ValueLayout value -> of(value);
                    case PaddingLayout _ -> DerivedTypes.contiguous(0, TypeMap.BYTE);
                    case SequenceLayout sequence -> DerivedTypes.contiguous(sequence.elementCount(), of(sequence.elementLayout()));
                    case StructLayout struct -> of(struct);
                    case UnionLayout union -> throw error("a union's members lie over each other: layout=" + union);
                };
        boolean fits = type.lowerBound() == 0 && type.extent() == layout.byteSize();
        return fits ? type : DerivedTypes.resized(type, 0, layout.byteSize());
    }

    private static TypeMap of(ValueLayout value) {
        if (value.order() != ByteOrder.nativeOrder() && value.byteSize() > 1) {
            throw error("the byte order is not this machine's: layout=" + value + " order=" + value.order() + " native=" + ByteOrder.nativeOrder());
        }
        return switch (value) {
            case ValueLayout.OfByte _ -> TypeMap.BYTE;
            case ValueLayout.OfBoolean _ -> TypeMap.BOOLEAN;
            case ValueLayout.OfChar _ -> TypeMap.CHAR;
            case ValueLayout.OfShort _ -> TypeMap.SHORT;
            case ValueLayout.OfInt _ -> TypeMap.INT;
            case ValueLayout.OfLong _ -> TypeMap.LONG;
            case ValueLayout.OfFloat _ -> TypeMap.FLOAT;
            case ValueLayout.OfDouble _ -> TypeMap.DOUBLE;
            case AddressLayout address -> throw error("an address means nothing in another process: layout=" + address);
        };
    }

    private static TypeMap of(StructLayout struct) {
        List<TypeMap> types = new ArrayList<>();
        List<Long> displs = new ArrayList<>();
        long at = 0;
        for (MemoryLayout member : struct.memberLayouts()) {
            if (!(member instanceof PaddingLayout)) {
                types.add(of(member));
                displs.add(at);
            }
            at += member.byteSize();
        }
        long[] ones = new long[types.size()];
        Arrays.fill(ones, 1);
        return DerivedTypes.struct(ones, displs.stream().mapToLong(d -> d).toArray(), types.toArray(TypeMap[]::new));
    }

    private static MpiException error(String what) {
        return new MpiException(ErrorClass.TYPE, "Datatype.of: " + what);
    }
}
