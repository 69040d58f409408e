package dev.upkeep.scoring;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The database as its owner sees it. */
record Database(String jdbcUrl, String password) {

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'scoring' AND wait_event = 'advisory'";

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String table, UUID analysisId) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM scoring." + table + " WHERE analysis_id = ?")) {
            statement.setObject(1, analysisId);
            return number(statement.executeQuery());
        }
    }

    /** The rows of a table of scoring. */
    long rows(String table) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return number(statement.executeQuery("SELECT count(*) FROM scoring." + table));
        }
    }

    /** How many events were ever put into the outbox, those of transactions that were rolled back among them. */
    long everInOutbox() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return number(statement.executeQuery(
                    "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('scoring.outbox', 'id')), 0)"));
        }
    }

    /** How many transactions of scoring wait for a repository that somebody else holds. */
    long waiting() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return number(statement.executeQuery(WAITING));
        }
    }

    /** Holds the lock under which scoring works on a repository. */
    Held hold(String repositoryId) throws SQLException {
        Connection connection = connect();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, repositoryId);
            statement.execute();
        }
        return new Held(connection);
    }

    /** A held repository, until closed. */
    record Held(Connection connection) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "upkeep", password);
    }

    private static long number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }
}
