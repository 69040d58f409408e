package dev.upkeep.standalone.system;

import dev.upkeep.standalone.infrastructure.Ports;
import dev.upkeep.standalone.infrastructure.StartFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which processes are to run where.
 *
 * @param instances in the order in which they are shown
 * @param leftOut services that somebody else runs on the planned port, say in development mode
 * @param otlpEndpoint where traces go; empty for nowhere
 */
public record SystemPlan(List<Instance> instances, List<Instance> leftOut, Optional<String> otlpEndpoint) {

    /** Report, where people look, has {@code firstPort}; the others follow. 0 stands for any ports that are free. */
    public static SystemPlan onPorts(int firstPort, Set<Service> without, int analyzers, Optional<String> otlp) {
        int count = Service.values().length + analyzers - 1;
        List<Integer> ports = firstPort == 0
                ? Ports.free(count, Set.of())
                : IntStream.range(firstPort, firstPort + count).boxed().toList();
        Map<Service, Integer> first = new EnumMap<>(Map.of(
                Service.REPORT, ports.get(0),
                Service.INGEST, ports.get(1),
                Service.ANALYZER, ports.get(2),
                Service.SCORING, ports.get(3)));
        List<Instance> all = new ArrayList<>();
        first.forEach((service, port) -> all.add(new Instance(service.shortName(), service, port)));
        for (int number = 2; number <= analyzers; number++) {
            all.add(new Instance("analyzer-" + number, Service.ANALYZER, ports.get(number + 2)));
        }
        return new SystemPlan(
                all.stream()
                        .filter(instance -> !without.contains(instance.service()))
                        .toList(),
                all.stream()
                        .filter(instance -> without.contains(instance.service()))
                        .toList(),
                otlp);
    }

    /** All four on whatever ports are free. */
    public static SystemPlan anywhere(Optional<String> otlp) {
        Iterator<Integer> ports = Ports.free(Service.values().length, Set.of()).iterator();
        List<Instance> all = Stream.of(Service.values())
                .map(service -> new Instance(service.shortName(), service, ports.next()))
                .toList();
        return new SystemPlan(all, List.of(), otlp);
    }

    /** Of all services, also of those that somebody else runs. */
    Set<Integer> ports() {
        return Stream.concat(instances.stream(), leftOut.stream())
                .map(Instance::port)
                .collect(Collectors.toSet());
    }

    /** Says which port is taken, before anything is started. */
    void requireFreePorts() {
        for (Instance instance : instances) {
            if (!Ports.isFree(instance.port())) {
                throw new StartFailure("port " + instance.port() + " (for " + instance.name()
                        + ") is taken by another program; choose others with --port");
            }
        }
    }

    /** The first process of {@code service}, here or elsewhere. */
    Instance of(Service service) {
        return Stream.concat(instances.stream(), leftOut.stream())
                .filter(instance -> instance.service() == service)
                .findFirst()
                .orElseThrow();
    }
}
