-- The interest that follows when a consumer does not pay, in hundredths of a percent a year: the reminder
-- says it, as it says the penalty. Null: none is agreed, or the letter is no reminder of a consumer.
alter table collection.letter
  add column announced_rate integer check (announced_rate > 0);
