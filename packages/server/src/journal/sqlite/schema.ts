/** The tables of a journal. There are no migrations: a journal of another version is made anew. */

/** SQLite's `application_id`: WJRN. */
export const applicationId = 0x57_4a_52_4e;

/** SQLite's `user_version`. It rises with every change of what is below, or of what is projected. */
export const schemaVersion = 1;

/**
 * - `checked` of a row is a CRC-32 of the others (row-check.ts): SQLite itself does not see a changed value.
 * - `seq` counts the log's rows from 1, kept or not, so that a journal made anew numbers them alike.
 * - `idStart` is the first 6 bytes of a call's id: an index of numbers is half as large as one of ids.
 * - `state` says how far the log was followed: file and length between two commits, and how many rows of the
 *   next are done. It changes in the transaction of the rows.
 * - `opened` says in which run of the machine the file is written: see opened.ts. It has a page of its own.
 */
export const tables = `
  create table projects (
    number integer primary key, id text not null unique, calls integer not null,
    purchases integer not null, checked integer not null) strict;
  create table rows (
    seq integer primary key, project integer not null, kind integer not null, atMs integer not null,
    id blob, idStart integer, reference blob, purchase integer not null, score integer,
    file integer not null, offset integer not null, length integer not null,
    checked integer not null) strict;
  create index rows_by_time on rows (project, kind, atMs);
  create index rows_by_id on rows (idStart) where idStart is not null;
  create index rows_by_reference on rows (reference, project) where reference is not null;
  create table state (
    one integer primary key, logId text not null, file integer not null, length integer not null,
    done integer not null, seq integer not null, checked integer not null) strict;
  create table opened (one integer primary key, by text not null) strict;
  insert into opened values (1, '');
`;
