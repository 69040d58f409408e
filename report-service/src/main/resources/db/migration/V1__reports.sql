-- Events that were handled, by consumer: written in the transaction of what they changed.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_by_age on inbox (received_at);

-- The ledger: every run that was asked for.
create table run (
    analysis_id        uuid        primary key,
    repository_id      text        not null,
    repository_name    text        not null,
    ref                text        not null,
    state              text        not null,
    stage              text,
    done               int         not null,
    total              int         not null,
    findings           int         not null,
    reason             text,
    detail             text,
    trace_id           text,
    requested_at       timestamptz not null,
    started_at         timestamptz,
    ended_at           timestamptz,
    updated_at         timestamptz not null,
    findings_parts      int,
    findings_parts_seen int        not null,
    score_parts         int,
    score_parts_seen    int        not null
);
create index run_by_request on run (requested_at desc, analysis_id desc);
create index run_of_repository on run (repository_id, requested_at desc, analysis_id desc);
create index run_by_change on run (updated_at);

-- What was said of analyses whose reports are not made yet; the key is the event's id.
create table part (
    event_id    uuid  primary key,
    analysis_id uuid  not null,
    type        text  not null,
    payload     bytea not null
);
create index part_of_analysis on part (analysis_id);

-- The current_* columns say which report stands for the repository, and how it stands.
create table repository (
    id                    text primary key,
    name                  text not null,
    clone_url             text not null,
    forge                 text not null,
    default_branch        text not null,
    current_analysis_id   uuid,
    current_on_default    boolean,
    current_committed_at  timestamptz,
    current_requested_at  timestamptz
);
create index repository_by_name on repository (name, id);

-- What lists show of a report. Where announced_at is null, ReportMaterialised is still to be said: this is the outbox.
create table report (
    analysis_id     uuid             primary key,
    repository_id   text             not null references repository on delete cascade,
    commit_sha      text             not null,
    ref             text             not null,
    on_default      boolean          not null,
    committed_at    timestamptz      not null,
    requested_at    timestamptz      not null,
    materialised_at timestamptz      not null,
    became_current  boolean          not null,
    findings        int              not null,
    critical        int              not null,
    high            int              not null,
    medium          int              not null,
    low             int              not null,
    added           int              not null,
    fixed           int              not null,
    recommendations int              not null,
    planned_minutes int              not null,
    impact          double precision not null,
    trace_id        text,
    announced_at    timestamptz
);
create index report_of_repository on report (repository_id, committed_at desc, requested_at desc);
create index report_unannounced on report (materialised_at) where announced_at is null;

-- The report JSON, gzip: apart from the entry, so that lists never load it.
create table document (
    analysis_id uuid  primary key references report on delete cascade,
    json_gzip   bytea not null
);
