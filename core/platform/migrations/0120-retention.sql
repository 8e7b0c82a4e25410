-- How long the law of a country has documents kept that hold a person: dated figures. What is kept
-- of a person who was erased is told with them; a term that is not known is never guessed.
create table core.retention_rule (
  country char(2) not null,
  -- "accounting" or "employment".
  code text not null check (code ~ '^[a-z][a-z-]{0,62}$'),
  -- Whole years, from 1 January after the year of the document.
  years integer not null check (years between 1 and 100),
  from_day date not null,
  until_day date check (until_day > from_day),
  source text not null check (length(source) between 1 and 500),
  primary key (country, code, from_day)
);
insert into core.retention_rule (country, code, years, from_day, source) values
  ('BE', 'accounting', 10, '2023-01-01',
   'VAT Code, article 60: books, invoices and other documents, ten years from 1 January of the next year'),
  ('BE', 'employment', 10, '2023-01-01',
   'Income Tax Code 1992, article 315: wage and social-security documents, ten years: '
   'www.archivesconseil.be/en/your-obligations');
grant select on core.retention_rule to gezel_app;
