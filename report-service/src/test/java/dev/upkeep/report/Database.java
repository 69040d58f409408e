package dev.upkeep.report;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database as its owner sees it. */
public record Database(String jdbcUrl, String password) {

    /** That of the running test. */
    public static Database ofThisTest() {
        Config config = ConfigProvider.getConfig();
        return new Database(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that the query answers; its only parameter is the id. */
    public long number(String sql, UUID id) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Holds the row under which the report service works on a run. */
    public Held hold(UUID analysisId) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM report.run WHERE analysis_id = ? FOR UPDATE")) {
            statement.setObject(1, analysisId);
            statement.executeQuery();
        }
        return new Held(connection);
    }

    /** A held run, until closed. */
    public record Held(Connection connection) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "upkeep", password);
    }
}
