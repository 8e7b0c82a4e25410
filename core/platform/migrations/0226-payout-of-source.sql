-- What failed of a document is asked for before a service pays it; the rest is in payout_of_source.
create index payout_failed_of_source on core.payout (cooperative_id, source_type, source_id)
  where status = 'FAILED';
