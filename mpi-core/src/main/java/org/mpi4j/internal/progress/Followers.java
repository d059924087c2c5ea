package org.mpi4j.internal.progress;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is to run once when a completion is done, or when all waits are ended. Confined to the driver. */
final class Followers {
    private final Set<Follower> followers = new LinkedHashSet<>();

    private final class Follower implements Completion.Listener {
        final Runnable action;

        Follower(Runnable action) {
            this.action = action;
        }

        @Override
        public void done(Completion completion) {
            if (followers.remove(this)) {
                action.run();
            }
        }
    }

    void add(Completion completion, Runnable action) {
        Follower follower = new Follower(action);
        followers.add(follower);
        completion.listen(follower);
    }

    /** Runs them all: what they wait for will not be done. */
    void runAll() {
        List<Follower> told = List.copyOf(followers);
        followers.clear();
        told.forEach(f -> f.action.run());
    }
}
