delete from gezel_migration where name = 'unruly/0001-thing';
