-- What is kept of a person is found by the references to members: formalities are theirs too.
alter table core.formality
  add foreign key (cooperative_id, worker_id) references core.member (cooperative_id, id);
