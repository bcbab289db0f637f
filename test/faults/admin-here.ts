/** The admin API of a folder that nobody serves. */
import { adminOperations } from '@whorl/contract/admin';
import { type AdminHere, openAdminHere } from '@whorl/server';
import type { AdminClient } from '../support/admin.ts';

/** Sends requests to a folder that this process opened. */
export function clientOf(here: AdminHere): AdminClient {
  const call: AdminClient['call'] = async (id, request = {}) => {
    const { method, path } = adminOperations[id];
    const { body, query, bearer, ...names } = request;
    const place = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent((names as Record<string, string>)[name] ?? 'sandbox'),
    );
    const answer = await here.handle(
      new Request(`http://here${place}${query ? `?${new URLSearchParams(query)}` : ''}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    const parsed = text === '' ? undefined : JSON.parse(text);
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: parsed,
      problem: parsed ?? {},
    };
  };
  return { call, done: doneBy(call) };
}

const doneBy =
  (call: AdminClient['call']): AdminClient['done'] =>
  async (id, request) => {
    const { status, body, problem } = await call(id, request);
    if (status < 300) return body;
    throw new Error(`${id} was answered ${status}: ${JSON.stringify(problem)}`);
  };

/** Opens a folder, and closes it whatever happens. */
export async function withFolder<Result>(
  options: Parameters<typeof openAdminHere>[0],
  use: (admin: AdminClient) => Promise<Result>,
): Promise<Result> {
  const here = await openAdminHere(options);
  try {
    return await use(clientOf(here));
  } finally {
    await here.close();
  }
}
