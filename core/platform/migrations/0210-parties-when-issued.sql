-- A draft has no parties to keep, and most documents begin as one: entering a function costs more
-- than a third of writing a draft, and a condition of the trigger nothing. The functions stay as
-- they are: what they guard does not depend on the condition.
drop trigger invoice_keeps_parties on core.invoice;
create trigger invoice_keeps_parties before insert or update of status on core.invoice
  for each row when (new.status <> 'DRAFT' and new.parties is null)
  execute function core.keep_parties();

drop trigger quote_keeps_parties on core.quote;
create trigger quote_keeps_parties before insert or update of status on core.quote
  for each row when (new.status <> 'DRAFT' and new.parties is null)
  execute function core.keep_parties();
