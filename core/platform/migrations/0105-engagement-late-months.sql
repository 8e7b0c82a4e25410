-- An engagement that has ended is still owed the months that it was worked: both are looked through
-- every morning, in the order of their ids.
drop index core.engagement_signed;
create index engagement_in_force on core.engagement (id) where status in ('SIGNED', 'ENDED');
