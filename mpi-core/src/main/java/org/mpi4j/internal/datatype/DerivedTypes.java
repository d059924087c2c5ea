package org.mpi4j.internal.datatype;

import java.util.Arrays;
import java.util.function.Supplier;
import org.mpi4j.Datatype;
import org.mpi4j.Datatype.Combiner;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Makes datatypes from others; checks counts and lengths. Stateless. */
public final class DerivedTypes {
    private DerivedTypes() {}

    public static TypeMap contiguous(long count, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireCount("contiguous", "count", count);
        return made(Recipe.of(Combiner.CONTIGUOUS, old, count), () -> old.shape().repeated(count, old.extent()));
    }

    public static TypeMap vector(long count, long blockLength, long stride, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireCount("vector", "count", count);
        requireCount("vector", "blockLength", blockLength);
        return made(
                Recipe.of(Combiner.VECTOR, old, count, blockLength, stride),
                () -> old.shape().blocks(count, blockLength, Math.multiplyExact(stride, old.extent())));
    }

    public static TypeMap hvector(long count, long blockLength, long strideBytes, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireCount("hvector", "count", count);
        requireCount("hvector", "blockLength", blockLength);
        return made(Recipe.of(Combiner.HVECTOR, old, count, blockLength, strideBytes), () -> old.shape().blocks(count, blockLength, strideBytes));
    }

    public static TypeMap indexed(long[] blockLengths, long[] displs, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireLengths("indexed", blockLengths, "displs", displs.length);
        Recipe recipe = Recipe.ofBlocks(Combiner.INDEXED, blockLengths, displs, old);
        return made(recipe, () -> Shape.placed(blockLengths, scaled(displs, old), _ -> old.shape()));
    }

    public static TypeMap hindexed(long[] blockLengths, long[] displsBytes, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireLengths("hindexed", blockLengths, "displsBytes", displsBytes.length);
        Recipe recipe = Recipe.ofBlocks(Combiner.HINDEXED, blockLengths, displsBytes, old);
        return made(recipe, () -> Shape.placed(blockLengths, displsBytes, _ -> old.shape()));
    }

    public static TypeMap indexedBlock(long blockLength, long[] displs, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireCount("indexedBlock", "blockLength", blockLength);
        Recipe recipe = Recipe.ofBlocks(Combiner.INDEXED_BLOCK, new long[] {blockLength}, displs, old);
        return made(recipe, () -> Shape.placed(same(blockLength, displs.length), scaled(displs, old), _ -> old.shape()));
    }

    public static TypeMap hindexedBlock(long blockLength, long[] displsBytes, Datatype type) {
        TypeMap old = TypeMap.of(type);
        requireCount("hindexedBlock", "blockLength", blockLength);
        Recipe recipe = Recipe.ofBlocks(Combiner.HINDEXED_BLOCK, new long[] {blockLength}, displsBytes, old);
        return made(recipe, () -> Shape.placed(same(blockLength, displsBytes.length), displsBytes, _ -> old.shape()));
    }

    public static TypeMap struct(long[] blockLengths, long[] displsBytes, Datatype... types) {
        requireLengths("struct", blockLengths, "displsBytes", displsBytes.length);
        requireLengths("struct", blockLengths, "types", types.length);
        TypeMap[] members = Arrays.stream(types).map(TypeMap::of).toArray(TypeMap[]::new);
        Recipe recipe = Recipe.ofBlocks(Combiner.STRUCT, blockLengths, displsBytes, members);
        return made(recipe, () -> Shape.placed(blockLengths, displsBytes, i -> members[i].shape()));
    }

    public static TypeMap resized(Datatype type, long lowerBoundBytes, long extentBytes) {
        TypeMap old = TypeMap.of(type);
        return made(Recipe.of(Combiner.RESIZED, old, lowerBoundBytes, extentBytes), () -> old.shape().resized(lowerBoundBytes, extentBytes));
    }

    static TypeMap made(Recipe recipe, Supplier<Shape> shape) {
        try {
            return new TypeMap(recipe, shape.get());
        } catch (ArithmeticException e) {
            throw new MpiException(ErrorClass.ARG, "Datatype." + recipe.text() + ": a bound or the size does not fit into bits=64", e);
        }
    }

    private static void requireCount(String operation, String argument, long value) {
        if (value < 0) {
            throw new MpiException(ErrorClass.COUNT, "Datatype." + operation + ": a count is negative: " + argument + "=" + value);
        }
    }

    private static void requireLengths(String operation, long[] blockLengths, String argument, int length) {
        if (blockLengths.length != length) {
            throw new MpiException(
                    ErrorClass.ARG,
                    "Datatype." + operation + ": arrays differ in length: blockLengths.length=" + blockLengths.length + " " + argument + ".length=" + length);
        }
        for (int i = 0; i < length; i++) {
            requireCount(operation, "blockLengths[" + i + "]", blockLengths[i]);
        }
    }

    private static long[] scaled(long[] displs, TypeMap type) {
        long[] bytes = new long[displs.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Math.multiplyExact(displs[i], type.extent());
        }
        return bytes;
    }

    private static long[] same(long value, int times) {
        long[] all = new long[times];
        Arrays.fill(all, value);
        return all;
    }
}
