/**
 * The tables of `accounts.db`, step by step: the file's `user_version` says how many it has had. A step is
 * never changed once it was released; a new one is added.
 *
 * The first five tables are better-auth's, as its own generator writes them (with our columns in `user` and
 * `session`); accounts.test.ts asks the library whether it misses anything, so that an upgrade that wants
 * another column fails there. They are ours to create because the library adds table after table, and a
 * crash in between would leave half of them.
 *
 * Two triggers make one statement of what the library does in several: a session begins only while its
 * account is active, whatever was done to it since the password was checked; and a second factor is asked
 * for from the moment on from which its codes are accepted.
 */
export const migrations: readonly string[] = [
  `
  create table "user" (
    "id" text not null primary key, "name" text not null, "email" text not null unique,
    "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null,
    "twoFactorEnabled" integer, "role" text not null, "status" text not null);
  create table "session" (
    "id" text not null primary key, "expiresAt" date not null, "token" text not null unique,
    "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text,
    "userId" text not null references "user" ("id") on delete cascade, "endsAtMs" integer not null);
  create table "account" (
    "id" text not null primary key, "accountId" text not null, "providerId" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "accessToken" text,
    "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date,
    "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null);
  create table "verification" (
    "id" text not null primary key, "identifier" text not null, "value" text not null,
    "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null);
  create table "twoFactor" (
    "id" text not null primary key, "secret" text not null, "backupCodes" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "verified" integer,
    "failedVerificationCount" integer, "lockedUntil" date);
  create index "session_userId_idx" on "session" ("userId");
  create index "account_userId_idx" on "account" ("userId");
  create index "verification_identifier_idx" on "verification" ("identifier");
  create index "twoFactor_secret_idx" on "twoFactor" ("secret");
  create index "twoFactor_userId_idx" on "twoFactor" ("userId");

  create trigger "session_of_active" before insert on "session"
    when (select "status" from "user" where "id" = new."userId") is not 'active'
    begin select raise(abort, 'account-not-active'); end;

  create trigger "second_factor_in_force" after update of "twoFactorEnabled" on "user"
    when new."twoFactorEnabled" = 1
    begin update "twoFactor" set "verified" = 1 where "userId" = new."id"; end;

  create table "invitation" (
    "accountId" text not null primary key references "user" ("id") on delete cascade,
    "hash" text not null unique, "expiresAtMs" integer not null);
  create table "usedCode" (
    "accountId" text not null references "user" ("id") on delete cascade, "code" text not null,
    "usedAtMs" integer not null, primary key ("accountId", "code"));
  create table "token" (
    "id" text not null primary key, "hash" text not null unique, "name" text not null,
    "role" text not null, "environments" text not null, "projectId" text, "createdBy" text not null,
    "createdAtMs" integer not null, "expiresAtMs" integer not null, "revokedAtMs" integer);
  create index "token_createdBy_idx" on "token" ("createdBy");
  `,
];
