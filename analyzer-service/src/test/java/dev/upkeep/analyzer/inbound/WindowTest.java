package dev.upkeep.analyzer.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WindowTest {

    private final Window window = new Window(2);

    @Test
    void theNextMessageIsTakenWhileThereIsRoomAndWaitsWhileThereIsNone() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();

        CompletableFuture<Void> room = admit(first);
        CompletableFuture<Void> noRoom = admit(second);

        assertThat(room).isCompleted();
        assertThat(noRoom).isNotDone();
        first.complete(null);
        assertThat(noRoom).isCompleted();
    }

    @Test
    void workThatIsDoneAtOnceLeavesRoom() {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

        assertThat(admit(done)).isCompleted();
        assertThat(admit(done)).isCompleted();
        assertThat(admit(done)).isCompleted();
    }

    private CompletableFuture<Void> admit(CompletableFuture<Void> work) {
        return window.admit(Uni.createFrom().completionStage(work)).subscribeAsCompletionStage();
    }
}
