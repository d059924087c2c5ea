package org.mpi4j.internal.datatype;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Datatype;
import org.mpi4j.Datatype.TypeClass;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Finds predefined datatypes by what they hold. Stateless. */
public final class PredefinedTypes {
    private PredefinedTypes() {}

    public static TypeMap matchSize(TypeClass typeClass, int size) {
        List<TypeMap> candidates =
                switch (typeClass) {
                    case REAL -> List.of(TypeMap.FLOAT16, TypeMap.FLOAT, TypeMap.DOUBLE);
                    case INTEGER -> List.of(TypeMap.BYTE, TypeMap.SHORT, TypeMap.INT, TypeMap.LONG);
                    case COMPLEX -> List.of(TypeMap.FLOAT_COMPLEX, TypeMap.DOUBLE_COMPLEX);
                };
        for (TypeMap type : candidates) {
            if (type.size() == size) {
                return type;
            }
        }
        throw new MpiException(ErrorClass.ARG, "Datatype.matchSize: there is no such type: typeClass=" + typeClass + " size=" + size + " types=" + candidates);
    }

    public static @Nullable TypeMap valueIndex(Datatype value, Datatype index) {
        if (index != TypeMap.INT) {
            return null;
        }
        return switch (TypeMap.of(value).element()) {
            case FLOAT -> TypeMap.FLOAT_INT;
            case DOUBLE -> TypeMap.DOUBLE_INT;
            case LONG -> TypeMap.LONG_INT;
            case INT -> TypeMap.TWO_INT;
            case SHORT -> TypeMap.SHORT_INT;
            case null, default -> null;
        };
    }
}
