package org.mpi4j.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.mpi4j.Comm;
import org.mpi4j.Op;
import org.mpi4j.ObjectRequest;
import org.mpi4j.Request;

/** The objects of one step: a ring of messages and some collectives. Confined to its track. */
final class Objects {
    private static final int RING_TAG = 900_000;

    private final Track track;
    private final Comm comm;
    private final int calls;
    private final int shift;
    private final int length;
    private final int root;

    Objects(Track track, Comm comm, Random random) {
        this.track = track;
        this.comm = comm;
        this.calls = random.nextInt(3) == 0 ? random.nextInt(1 << 8) : 0;
        this.shift = random.nextInt(track.size);
        this.length = random.nextInt(20) == 0 ? random.nextInt(300_000) : random.nextInt(3000);
        this.root = random.nextInt(track.size);
    }

    private List<Integer> object(int from, int to) {
        Random random = new Random(from * 1009L + to + track.step * 100_003L);
        int elements = random.nextInt(length + 1);
        List<Integer> list = new ArrayList<>(elements);
        for (int i = 0; i < elements; i++) {
            list.add(random.nextInt());
        }
        return list;
    }

    private List<List<Integer>> objects(int from) {
        List<List<Integer>> all = new ArrayList<>();
        for (int to = 0; to < track.size; to++) {
            all.add(object(from, to));
        }
        return all;
    }

    private void expect(Object expected, Object actual, String what) {
        track.check(expected.equals(actual), what, expected, actual);
    }

    void run() {
        for (int bit = 0; bit < 8; bit++) {
            if (((calls >> bit) & 1) != 0) {
                call(bit);
            }
        }
    }

    private void call(int which) {
        track.doing = "objects, call=" + which;
        int rank = track.rank;
        int size = track.size;
        switch (which) {
            case 0 -> ring();
            case 1 -> expect(object(root, 0), comm.bcastObject(rank == root ? object(root, 0) : null, root), "bcastObject");
            case 2 -> {
                List<List<Integer>> all = comm.gatherObject(object(rank, 0), root);
                for (int r = 0; rank == root && r < size; r++) {
                    expect(object(r, 0), all.get(r), "gatherObject");
                }
            }
            case 3 -> expect(object(root, rank), comm.scatterObject(rank == root ? objects(root) : null, root), "scatterObject");
            case 4 -> {
                List<List<Integer>> all = comm.allgatherObject(object(rank, 0));
                for (int r = 0; r < size; r++) {
                    expect(object(r, 0), all.get(r), "allgatherObject");
                }
            }
            case 5 -> {
                List<List<Integer>> all = comm.alltoallObject(objects(rank));
                for (int r = 0; r < size; r++) {
                    expect(object(r, rank), all.get(r), "alltoallObject");
                }
            }
            case 6 -> expect(joined(size), comm.allreduceObject("<" + rank + ">", Op.<String>of(String::concat, false)), "allreduceObject");
            default -> expect(joined(rank + 1), comm.scanObject("<" + rank + ">", Op.<String>of(String::concat, false)), "scanObject");
        }
    }

    private static String joined(int ranks) {
        StringBuilder all = new StringBuilder();
        for (int r = 0; r < ranks; r++) {
            all.append('<').append(r).append('>');
        }
        return all.toString();
    }

    private void ring() {
        int size = track.size;
        int to = (track.rank + shift) % size;
        int from = (track.rank + size - shift) % size;
        ObjectRequest<List<Integer>> early = comm.irecvObject(from, RING_TAG);
        List<Request> sends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sends.add(comm.isendObject(object(track.rank, to), to, RING_TAG));
        }
        expect(object(from, track.rank), early.get(), "irecvObject");
        expect(object(from, track.rank), comm.recvObject(from, RING_TAG), "recvObject");
        expect(object(from, track.rank), comm.mprobe(from, RING_TAG).recvObject(), "message.recvObject");
        Collections.shuffle(sends, track.own());
        Request.awaitAll(sends.toArray(Request[]::new));
    }
}
