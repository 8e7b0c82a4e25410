-- A company outside may take over what an activity owes, when the activity leaves as that company; and
-- money at the bank may pay a loan back, whoever sent it.
alter table core.loan
  -- The company's number in the register of enterprises; null: the borrower owes it.
  add column assumed_by text check (assumed_by ~ '^[0-9]{10}$'),
  add column assumed_on date,
  add constraint loan_assumed check ((assumed_by is null) = (assumed_on is null));

alter table core.loan_move
  add column bank_line_id uuid,
  drop constraint loan_move_kind_check,
  add constraint loan_move_kind_check check (kind in ('DRAW', 'REPAY', 'RECEIVE', 'WRITE_OFF')),
  add constraint loan_move_line check ((bank_line_id is not null) = (kind = 'RECEIVE'));
