-- What is lent by the day or the hour is never lent twice: an exclusion constraint over a key and a
-- period needs the operators of equality that this trusted extension gives to GiST.
create extension if not exists btree_gist;
