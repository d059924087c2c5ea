package org.mpi4j.spi;

import java.lang.foreign.MemorySegment;

/**
 * What the members of a group that shares memory show each other. Each has a panel, on which it makes posts; posts are numbered from 1 on, alike for all
 * members, and a member may leave any of its own out. A panel holds {@link #DEPTH} posts; the next one takes the place of the oldest, once all have left that
 * one. Confined to the driver.
 */
public interface Board {
    /** How many posts a panel holds. */
    int DEPTH = 4;

    /** {@return the most bytes of one post; the same for all members} */
    int postBytes();

    /** {@return the memory that all posts lie in, those of other members to be read only} */
    MemorySegment memory();

    /**
     * Where a post lies in {@link #memory}: to be written before {@link #post}, or to be read once {@link #isPosted}.
     *
     * @param member its place in the group
     * @param number the post's
     * @param bytes the post's length, which its writer and its readers agree upon
     * @return in bytes
     */
    long at(int member, long number, int bytes);

    /**
     * Whether this member may write a post.
     *
     * @param number the post's, larger than that of all its posts before
     * @return false as long as a member has not left the post whose place it takes
     */
    boolean mayWrite(long number);

    /**
     * Shows a post that has been written.
     *
     * @param number the post's
     * @param word what it says beside its bytes
     */
    void post(long number, long word);

    /**
     * Whether a post is there to be read.
     *
     * @param member whose post
     * @param number the post's
     * @return whether the member has shown it
     */
    boolean isPosted(int member, long number);

    /**
     * What a post says beside its bytes.
     *
     * @param member whose post, which is there
     * @param number the post's
     * @return the word that it was shown with
     */
    long word(int member, long number);

    /**
     * Says that this member reads no post up to this number any more.
     *
     * @param number the last post's
     */
    void leave(long number);

    /**
     * Whether a member reads no post up to this number any more.
     *
     * @param member its place in the group
     * @param number the last post's
     * @return whether it has left them
     */
    boolean hasLeft(int member, long number);

    /**
     * Says that this member has seen the posts of all with this number, so that all have left those before.
     *
     * @param number the posts'
     */
    void sawAll(long number);

    /**
     * Gives this member's panel back.
     *
     * @param lastNumber the last that any member had reason to post
     */
    void close(long lastNumber);
}
