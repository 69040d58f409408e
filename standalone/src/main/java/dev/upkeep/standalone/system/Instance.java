package dev.upkeep.standalone.system;

/**
 * One process of a service.
 *
 * @param name unique in the system: {@code report}, {@code analyzer}, {@code analyzer-2}
 * @param port of its HTTP interface on the loopback interface
 */
public record Instance(String name, Service service, int port) {

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }
}
