-- What is remembered of a repository's findings after an analysis, gzip: written with its report, never changed. Reports
-- from before this table have none, so the first analysis after them begins anew.
create table finding_ledger (
    analysis_id uuid  primary key references report on delete cascade,
    json_gzip   bytea not null
);

alter table report add column reopened int not null default 0;

-- Parts of analyses that never complete are dropped by age.
alter table part add column kept_at timestamptz not null default now();
create index part_by_age on part (kept_at);
