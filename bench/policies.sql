-- Row-level security for the peer that needs it, with the same rules as the sources of the core,
-- written as its documentation advises: settings read once a statement, through a sub-select. The
-- application's own role is let through by a policy that the planner folds away.
do $$ begin
  if not exists (select from pg_roles where rolname = 'bench_peer') then
    create role bench_peer nologin;
  end if;
end $$;
grant usage on schema core to bench_peer;
grant select, insert, update on all tables in schema core to bench_peer;

do $$
declare
  takes_part text := '((select current_setting(''claims.reach'')) = ''all'' or exists (
    select from core.participation p
    where p.cooperative_id = %1$I.cooperative_id and p.activity_id = %1$I.%2$I
      and p.status = ''ACTIVE''
      and p.member_id = (select current_setting(''claims.member''))::uuid))';
  t record;
begin
  for t in select * from (values
    ('member', '((select current_setting(''claims.reach'')) = ''all''
       or id = (select current_setting(''claims.member''))::uuid)'),
    ('activity', format(takes_part, 'activity', 'id')),
    ('invoice', format(takes_part, 'invoice', 'activity_id')),
    ('client', format(takes_part, 'client', 'activity_id')),
    ('invoice_line', 'true')) as x (name, rule)
  loop
    execute format('alter table core.%I enable row level security', t.name);
    execute format('create policy application on core.%I to gezel_app using (true)', t.name);
    execute format('create policy peer on core.%I to bench_peer using (cooperative_id =
      (select current_setting(''claims.cooperative''))::uuid and %s)', t.name, t.rule);
  end loop;
end $$;

-- An invoice's activity is known through its client; the peer is told of it without a second check.
comment on table core.invoice is
  E'@foreignKey (cooperative_id, activity_id) references core.activity (cooperative_id, id)';
