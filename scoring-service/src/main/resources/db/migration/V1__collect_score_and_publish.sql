-- What has been handled, so that a redelivered event changes nothing.
CREATE TABLE scoring.inbox (
    consumer    text        NOT NULL,
    event_id    uuid        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_received_at ON scoring.inbox (received_at);

-- Analyses that are not complete yet: their events as they came, gone once the plan is cut.
CREATE TABLE scoring.finding_part (
    analysis_id uuid        NOT NULL,
    part        integer     NOT NULL,
    findings    integer     NOT NULL,
    event       bytea       NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (analysis_id, part)
);
CREATE TABLE scoring.completion (
    analysis_id uuid        PRIMARY KEY,
    event       bytea       NOT NULL,
    received_at timestamptz NOT NULL
);

-- The quadrants of the last plan of each ref: what hysteresis holds on to.
CREATE TABLE scoring.plan (
    repository_id text        NOT NULL,
    ref           text        NOT NULL,
    score_model   text        NOT NULL,
    committed_at  timestamptz NOT NULL,
    requested_at  timestamptz NOT NULL,
    quadrants     jsonb       NOT NULL,
    PRIMARY KEY (repository_id, ref)
);

-- Events of committed transactions that the broker has not acknowledged yet.
CREATE TABLE scoring.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text  NOT NULL,
    type        text  NOT NULL,
    event       bytea NOT NULL,
    traceparent text
);
