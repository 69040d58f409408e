package dev.upkeep.analyzer.inbound;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a channel hand over its next message before the last one is done, up to a number of messages: a change that
 * waits can then be replaced by a newer one. For one channel, which asks for one message at a time.
 */
final class Window {

    private final int size;
    private int open;
    private @Nullable UniEmitter<? super Void> blocked;

    Window(int size) {
        this.size = size;
    }

    /** Starts the work and completes as soon as there is room for more. */
    Uni<Void> admit(Uni<Void> work) {
        return Uni.createFrom().emitter(emitter -> {
            enter(emitter);
            work.subscribe().with(_ -> leave(), _ -> leave());
        });
    }

    private void enter(UniEmitter<? super Void> emitter) {
        synchronized (this) {
            open++;
            if (open >= size) {
                blocked = emitter;
                return;
            }
        }
        emitter.complete(null);
    }

    private void leave() {
        UniEmitter<? super Void> next;
        synchronized (this) {
            open--;
            next = blocked;
            blocked = null;
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
