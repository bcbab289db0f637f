import type { Terminal } from '../terminal.ts';
import { type AdminApi, answerOf } from './client.ts';
import { AdminProblem } from './problem.ts';

/** Says who is meant by an account's id, or by an actor of the audit trail: `account:<id>`. */
export type People = (id: string) => string;

/**
 * Reads whom ids stand for, so that a person sees e-mail addresses. Where the accounts may not be seen, and
 * for programs, an id stays what it is.
 */
export async function readPeople(api: AdminApi, { json }: Terminal): Promise<People> {
  if (json) return (id) => id;
  const emails = await readEmails(api);
  return (id) => emails.get(id.replace(/^account:/, '')) ?? id;
}

async function readEmails(api: AdminApi): Promise<ReadonlyMap<string, string>> {
  try {
    const { accounts } = await answerOf(api.GET('/v1/accounts'));
    return new Map(accounts.map(({ id, email }) => [id, email]));
  } catch (error) {
    if (error instanceof AdminProblem) return new Map();
    throw error;
  }
}
