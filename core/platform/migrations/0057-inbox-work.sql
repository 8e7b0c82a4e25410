-- What the work of a note was, until the gateway is known to have kept what came of it: what it has
-- not kept is undone.
alter table core.inbox add column work jsonb;
