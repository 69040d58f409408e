package dev.upkeep.standalone.infrastructure;

/** Something that runs until it is closed. */
sealed interface Server extends AutoCloseable permits KafkaBroker, PostgresServer, RedisServer {

    /** Returns when it has stopped in order. */
    @Override
    void close();
}
