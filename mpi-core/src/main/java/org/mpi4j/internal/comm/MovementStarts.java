package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Datatype;
import org.mpi4j.internal.coll.Blocks;
import org.mpi4j.internal.coll.Call;
import org.mpi4j.internal.coll.Schedules;

/**
 * How the operations of chapter 6 that move data begin within one group: arguments are checked, a schedule is chosen, and a run of it prepared. Thread-safe. A buffer
 * that is null to {@code collective} does not matter at this rank, or stands for {@code MPI_IN_PLACE}.
 */
abstract sealed class MovementStarts extends CheckedCalls permits ReductionStarts {
    MovementStarts(CommParts parts) {
        super(parts);
    }

    Collective prepareBarrier(String operation, Supplier<Schedules> by) {
        checkOpen(operation);
        return said(collective(operation, by.get().barrier(), null, null, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    Collective prepareBcast(String operation, Supplier<Schedules> by, Buf buf, int root) {
        checkRoot(operation, root);
        if (rank == root) {
            checkBuf(operation, buf);
        } else {
            checkWritable(operation, buf);
        }
        return said(packed(operation, by.get().bcast(bytes(buf), root), buf, rank != root), root, bytes(buf), buf, null);
    }

    Collective prepareGather(String operation, Supplier<Schedules> by, Buf send, @Nullable Buf recv, int root) {
        checkRoot(operation, root);
        if (rank != root) {
            checkBuf(operation, send);
            return said(
                    collective(operation, by.get().gather(elements(send), 0, bytes(send), root, false), send, null, null),
                    root, bytes(send), send, null);
        }
        Buf all = present(operation, "recv", recv);
        long block = blockCount(operation, "recv", all);
        long blockBytes = bytes(all) / size;
        if (isInPlace(send)) {
            return said(
                    collective(operation, by.get().gather(0, block, blockBytes, root, true), null, all, null),
                    root, blockBytes, all, null);
        }
        checkBuf(operation, send);
        checkBlock(operation, "send", bytes(send), "recv", blockBytes);
        return said(
                collective(operation, by.get().gather(elements(send), block, blockBytes, root, false), send, all, null),
                root, blockBytes, all, null);
    }

    Collective prepareGatherv(String operation, Buf send, @Nullable Buf recv, int root) {
        checkRoot(operation, root);
        if (rank != root) {
            checkBuf(operation, send);
            return said(
                    collective(operation, schedules.gatherv(elements(send), null, root, false), send, null, null),
                    root, send, null, forOne(root, bytes(send)), forEach(Call.UNSAID));
        }
        Buf all = present(operation, "recv", recv);
        Blocks blocks = blocks(operation, "recv", all);
        boolean inPlace = isInPlace(send);
        if (!inPlace) {
            checkBuf(operation, send);
            checkBlock(operation, "send", bytes(send), "recv", blockBytes(all, rank));
        }
        return said(
                collective(operation, schedules.gatherv(inPlace ? 0 : elements(send), blocks, root, inPlace), inPlace ? null : send, all, null),
                root, all, null, forOne(root, inPlace ? Call.UNSAID : bytes(send)), blockBytes(all));
    }

    Collective prepareScatter(String operation, Supplier<Schedules> by, @Nullable Buf send, Buf recv, int root) {
        checkRoot(operation, root);
        if (rank != root) {
            checkWritable(operation, recv);
            return said(
                    collective(operation, by.get().scatter(0, elements(recv), bytes(recv), root, false), null, recv, null),
                    root, bytes(recv), recv, null);
        }
        Buf all = presentToRead(operation, "send", send);
        long block = blockCount(operation, "send", all);
        long blockBytes = bytes(all) / size;
        if (isInPlace(recv)) {
            return said(
                    collective(operation, by.get().scatter(block, 0, blockBytes, root, true), all, null, null),
                    root, blockBytes, all, null);
        }
        checkWritable(operation, recv);
        checkBlock(operation, "recv", bytes(recv), "send", blockBytes);
        return said(
                collective(operation, by.get().scatter(block, elements(recv), blockBytes, root, false), all, recv, null),
                root, blockBytes, all, null);
    }

    Collective prepareScatterv(String operation, @Nullable Buf send, Buf recv, int root) {
        checkRoot(operation, root);
        if (rank != root) {
            checkWritable(operation, recv);
            return said(
                    collective(operation, schedules.scatterv(null, elements(recv), root, false), null, recv, null),
                    root, recv, null, forEach(Call.UNSAID), forOne(root, bytes(recv)));
        }
        Buf all = presentToRead(operation, "send", send);
        Blocks blocks = blocks(operation, "send", all);
        if (isInPlace(recv)) {
            return said(
                    collective(operation, schedules.scatterv(blocks, 0, root, true), all, null, null),
                    root, all, null, blockBytes(all), forEach(Call.UNSAID));
        }
        checkWritable(operation, recv);
        checkBlock(operation, "recv", bytes(recv), "send", blockBytes(all, rank));
        return said(
                collective(operation, schedules.scatterv(blocks, elements(recv), root, false), all, recv, null),
                root, all, null, blockBytes(all), forOne(root, bytes(recv)));
    }

    Collective prepareAllgather(String operation, Supplier<Schedules> by, Buf send, Buf recv) {
        checkOpen(operation);
        checkWritable(operation, recv);
        long block = blockCount(operation, "recv", recv);
        long blockBytes = bytes(recv) / size;
        if (isInPlace(send)) {
            return said(
                    collective(operation, by.get().allgather(0, block, blockBytes, true), null, recv, null),
                    Call.UNSAID, blockBytes, recv, null);
        }
        checkBuf(operation, send);
        checkBlock(operation, "send", bytes(send), "recv", blockBytes);
        return said(
                collective(operation, by.get().allgather(elements(send), block, blockBytes, false), send, recv, null),
                Call.UNSAID, blockBytes, recv, null);
    }

    Collective prepareAllgatherv(String operation, Buf send, Buf recv) {
        checkOpen(operation);
        checkWritable(operation, recv);
        Blocks blocks = blocks(operation, "recv", recv);
        long total = 0;
        for (int i = 0; i < size; i++) {
            total += blockBytes(recv, i);
        }
        if (isInPlace(send)) {
            return said(
                    collective(operation, schedules.allgatherv(0, blocks, total, true), null, recv, null),
                    Call.UNSAID, recv, null, forEach(blockBytes(recv, rank)), blockBytes(recv));
        }
        checkBuf(operation, send);
        checkBlock(operation, "send", bytes(send), "recv", blockBytes(recv, rank));
        return said(
                collective(operation, schedules.allgatherv(elements(send), blocks, total, false), send, recv, null),
                Call.UNSAID, recv, null, forEach(bytes(send)), blockBytes(recv));
    }

    Collective prepareAlltoall(String operation, Supplier<Schedules> by, Buf send, Buf recv) {
        checkOpen(operation);
        checkWritable(operation, recv);
        long block = blockCount(operation, "recv", recv);
        long blockBytes = bytes(recv) / size;
        if (isInPlace(send)) {
            return said(
                    collective(operation, by.get().alltoall(0, block, blockBytes, true), null, recv, null),
                    Call.UNSAID, blockBytes, recv, null);
        }
        checkBuf(operation, send);
        long sendBlock = blockCount(operation, "send", send);
        checkBlock(operation, "send", bytes(send) / size, "recv", blockBytes);
        return said(
                collective(operation, by.get().alltoall(sendBlock, block, blockBytes, false), send, recv, null),
                Call.UNSAID, blockBytes, recv, null);
    }

    Collective prepareAlltoallv(String operation, Buf send, Buf recv) {
        checkOpen(operation);
        checkWritable(operation, recv);
        Blocks into = blocks(operation, "recv", recv);
        if (isInPlace(send)) {
            return said(
                    collective(operation, schedules.alltoallv(null, into), null, recv, null),
                    Call.UNSAID, recv, null, blockBytes(recv), blockBytes(recv));
        }
        checkBuf(operation, send);
        Blocks from = blocks(operation, "send", send);
        checkBlock(operation, "send", blockBytes(send, rank), "recv", blockBytes(recv, rank));
        return said(
                collective(operation, schedules.alltoallv(from, into), send, recv, null),
                Call.UNSAID, recv, null, blockBytes(send), blockBytes(recv));
    }

    Collective prepareAlltoallw(String operation, Buf[] sends, Buf[] recvs) {
        checkOpen(operation);
        Blocks into = separateBlocks(operation, "recvs", recvs, size, "process", true);
        Blocks from = separateBlocks(operation, "sends", sends, size, "process", false);
        checkBlock(operation, "sends[rank]", bytes(sends[rank]), "recvs[rank]", bytes(recvs[rank]));
        return said(
                separate(operation, schedules.alltoallv(from, into), sends.clone(), recvs.clone()), Call.UNSAID, null, null, blockBytes(sends), blockBytes(recvs));
    }

    /** In place: what is sent is copied before. */
    Collective prepareAlltoallw(String operation, Buf[] bufs) {
        checkOpen(operation);
        Blocks into = separateBlocks(operation, "bufs", bufs, size, "process", true);
        Buf[] copies = Arrays.stream(bufs).map(buf -> Buf.of(Memory.packed(buf), Datatype.BYTE)).toArray(Buf[]::new);
        long[] lengths = Arrays.stream(copies).mapToLong(Buf::count).toArray();
        return said(
                separate(operation, schedules.alltoallv(Blocks.separate(lengths), into), copies, bufs.clone()), Call.UNSAID, null, null, blockBytes(bufs), blockBytes(bufs));
    }
}
