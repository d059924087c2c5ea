package org.mpi4j.internal.boot.slurm;

import java.util.List;
import java.util.stream.IntStream;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * The ports among which rank 0 of a Slurm step serves the exchange: a few neighbours, which job and step id choose within a range, so
 * that every rank knows them without a word. Immutable.
 */
public record PortRange(int first, int last) {
    private static final int TRIES = 8;

    /** Reads {@code first-last}. @throws MpiException if it is no range of ports */
    public static PortRange parse(String text) {
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                PortRange range = new PortRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()));
                if (range.first > 0 && range.first <= range.last && range.last <= 0xffff) {
                    return range;
                }
            }
        } catch (NumberFormatException _) {
            // below
        }
        throw new MpiException(ErrorClass.ARG, "setting mpi4j.slurm.ports: value='" + text + "' is not a range of ports such as 28000-31999");
    }

    /** The ports for this step, the preferred one first; steps that follow each other have none in common, unless the range is small. */
    public List<Integer> of(long jobId, long stepId) {
        int tries = Math.min(TRIES, last - first + 1);
        int groups = (last - first + 1) / tries;
        int group = (int) Math.floorMod(jobId * 31 + stepId, (long) groups);
        int start = first + group * tries;
        return IntStream.range(start, start + tries).boxed().toList();
    }
}
