create table platform.person (
    id              bigint generated always as identity primary key,
    kind            text        not null check (kind in ('INDIVIDUAL', 'ORGANISATION')),
    national_id     text unique check (national_id ~ '^[0-9]{12}$'),
    foreign_country text check (foreign_country ~ '^[A-Z]{2}$'),
    foreign_id      text check (length(foreign_id) between 1 and 64),
    name            text        not null check (length(name) between 1 and 300),
    created_at      timestamptz not null,
    unique (foreign_country, foreign_id),
    check (national_id is not null or (foreign_country is not null and foreign_id is not null)),
    check ((foreign_country is null) = (foreign_id is null))
);
comment on table platform.person is 'A natural person or an organisation, once, whatever they do here';

create table platform.login (
    id            bigint generated always as identity primary key,
    name          text        not null unique check (name = lower(name) and length(name) between 3 and 64),
    person_id     bigint      not null references platform.person,
    password_hash text,
    failures      int         not null default 0 check (failures >= 0),
    locked_until  timestamptz,
    disabled      boolean     not null default false,
    created_at    timestamptz not null
);
comment on table platform.login is 'A way for a natural person to sign in; a person may have several';
create index login_person on platform.login (person_id);

create table platform.login_role (
    login_id bigint not null references platform.login,
    role     text   not null,
    primary key (login_id, role)
);

create table platform.invitation (
    id         bigint generated always as identity primary key,
    login_id   bigint      not null references platform.login,
    token_hash bytea       not null unique check (length(token_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
comment on table platform.invitation is 'One-time right to set a password; only the hash of its token is kept';

create table platform.api_credential (
    id           bigint generated always as identity primary key,
    login_id     bigint      not null references platform.login,
    kind         text        not null default 'BEARER',
    name         text        not null check (length(name) between 1 and 100),
    token_hash   bytea       not null unique check (length(token_hash) = 32),
    scopes       text[]      not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);
comment on table platform.api_credential is 'What a program proves itself with; only the hash of its token is kept';
create index api_credential_login on platform.api_credential (login_id);

create table platform.spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on platform.spring_session (expiry_time);
create index spring_session_principal on platform.spring_session (principal_name);

create table platform.spring_session_attributes (
    session_primary_id char(36)     not null references platform.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
