-- Where nothing was ever purged the setting is unknown, and what is unknown must not open a guard.
create or replace function core.is_purge() returns boolean language sql stable as $$
  select coalesce(current_setting('gezel.purge', true), '') = 'on' and current_user <> 'gezel_app'
$$;
