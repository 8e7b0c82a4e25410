-- The cover that was bought for a thing, and what was said of its insurance before: that holds again when it ends.
alter table equipment.item
  add column cover_id uuid,
  add column cover_before jsonb;
