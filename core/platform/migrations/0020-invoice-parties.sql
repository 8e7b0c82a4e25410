-- A document shows the parties as they were on the day of its issue, whatever changes later.
alter table core.invoice add column parties jsonb;

create function core.parties_of(p_cooperative uuid, p_host_entity uuid, p_client uuid)
returns jsonb language sql stable as $$
  select jsonb_build_object(
    'locale', o.locale,
    'seller', to_jsonb(h) - '{cooperative_id,id}'::text[],
    'buyer', to_jsonb(c)
      - '{cooperative_id,id,activity_id,version,created_by,created_at}'::text[])
  from core.cooperative o
  join core.host_entity h on h.cooperative_id = o.id and h.id = p_host_entity
  join core.client c on c.cooperative_id = o.id and c.id = p_client
  where o.id = p_cooperative
$$;

-- In the database, so that there is no way to issue a document without them.
create function core.keep_parties() returns trigger language plpgsql as $$
begin
  if new.status <> 'DRAFT' and new.parties is null then
    new.parties := core.parties_of(new.cooperative_id, new.host_entity_id, new.client_id);
  end if;
  return new;
end $$;
create trigger invoice_keeps_parties before insert or update of status on core.invoice
  for each row execute function core.keep_parties();

alter table core.invoice disable trigger invoice_immutable;
update core.invoice set parties = core.parties_of(cooperative_id, host_entity_id, client_id)
where status <> 'DRAFT';
alter table core.invoice enable trigger invoice_immutable;
