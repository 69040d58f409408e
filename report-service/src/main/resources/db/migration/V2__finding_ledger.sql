-- What is remembered of a repository's findings after an analysis, gzip: written with its report, never changed. Reports
-- from before this table have none, so the first analysis after them begins anew.
create table finding_ledger (
    analysis_id uuid  primary key references report on delete cascade,
    json_gzip   bytea not null
);

alter table report add column reopened int not null default 0;

-- Runs that never complete are ended by age.
create index run_unfinished on run (updated_at) where state in ('RUNNING', 'SCORING');
