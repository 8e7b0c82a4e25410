-- The cover that was bought for equipment, and what the list said before: that holds again when it ends.
alter table audiovisual.equipment
  add column cover_id uuid,
  add column cover_before jsonb;
