-- Files of the same content: a receipt that was claimed before.
create index stored_file_content on core.stored_file (cooperative_id, sha256) where complete;
