-- What the Peppol network says of an address, for a while: a public fact, and so nobody's in particular.
create table core.peppol_participant (
  -- "0208:0566988259"
  address text primary key check (address ~ '^[0-9]{4}:\S{1,50}$'),
  takes_invoices boolean not null,
  takes_credit_notes boolean not null,
  checked_at timestamptz not null,
  -- From then on it is asked again.
  expires_at timestamptz not null check (expires_at > checked_at)
);
