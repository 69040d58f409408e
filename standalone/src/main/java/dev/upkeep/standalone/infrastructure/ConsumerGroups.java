package dev.upkeep.standalone.infrastructure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the broker remembers of consumers. */
final class ConsumerGroups {

    private ConsumerGroups() {}

    /**
     * Removes every member. To be called before the first consumer starts: who is remembered then was killed with the
     * last launcher, and a group would wait for him for three quarters of a minute before it gives his partitions away.
     */
    static void removeDeadMembers(Admin admin) throws ExecutionException, InterruptedException {
        awaitCoordinator(admin);
        List<String> names = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        List<KafkaFuture<Void>> removals = new ArrayList<>();
        for (ConsumerGroupDescription group :
                admin.describeConsumerGroups(names).all().get().values()) {
            if (!group.members().isEmpty()) {
                removals.add(admin.removeMembersFromConsumerGroup(
                                group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                        .all());
            }
        }
        KafkaFuture.allOf(removals.toArray(KafkaFuture[]::new)).get();
    }

    /** The coordinator reads its groups after the start, and lists those that it has read; a question waits for all. */
    private static void awaitCoordinator(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.describeConsumerGroups(List.of("upkeep.nobody")).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }
}
