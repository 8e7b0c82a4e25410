-- What a service said of an income it booked goes with the words of the income itself.
insert into core.purge_duty (table_name, term, due, columns, becomes) values
  ('core.service_income', 'accounting',
   't.income_id in (select i.id from core.income i
     where i.cooperative_id = $1 and i.received_on < $2)',
   '{content}', array['''{}''::jsonb']);
