package org.mpi4j.internal.pt2pt;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Numbers the operations that the other end must be able to name. Confined to the driver. */
final class OpTable {
    private @Nullable Operation[] operations = new Operation[16];
    private int[] free = new int[16];
    private int freeCount;
    private int used;

    int add(Operation operation) {
        int id = freeCount > 0 ? free[--freeCount] : used++;
        if (id == operations.length) {
            operations = Arrays.copyOf(operations, id * 2);
        }
        operations[id] = operation;
        return id;
    }

    @Nullable Operation get(long id) {
        return id >= 0 && id < used ? operations[(int) id] : null;
    }

    void remove(int id) {
        operations[id] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = id;
    }

    void forEach(Consumer<Operation> action) {
        for (int i = 0; i < used; i++) {
            Operation operation = operations[i];
            if (operation != null) {
                action.accept(operation);
            }
        }
    }
}
