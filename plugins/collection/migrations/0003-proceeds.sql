-- Whose income is what a late client pays on top: the community's, which advances wages and bears losses, or
-- the activity's.
alter table collection.policy
  add column proceeds text not null default 'COMMUNITY' check (proceeds in ('COMMUNITY', 'ACTIVITY'));
alter table collection.policy alter column proceeds drop default;
