-- A member's attestations have references of their own, also when their words are gone.
update core.purge_duty set becomes = array['t.id::text', 'null'] where table_name = 'core.attestation';
