-- Filters of lists that people kept under a name: the part of a page's address behind `?`, nothing else.

create table saved_view (
  scheme text not null,
  page text not null check (page in ('obligations')),
  owner text not null check (owner <> ''),
  name text not null check (name <> '' and length(name) <= 80),
  query text not null check (length(query) <= 2000),
  shared boolean not null,
  saved_at timestamptz not null,
  primary key (scheme, page, owner, name)
);
create index saved_view_shared on saved_view (scheme, page) where shared;
