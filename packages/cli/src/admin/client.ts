import type { AdminPaths, AdminSchemas } from '@whorl/contract/admin';
import createClient, { type Client, defaultPathSerializer } from 'openapi-fetch';
import { UsageError } from '../exit-codes.ts';
import type { Door } from './door.ts';
import type { Identity } from './identity.ts';
import { AdminProblem, AdminUnreachable } from './problem.ts';

/** The admin API, one method and path of api/admin.yaml at a time. Whatever it refuses is thrown. */
export type AdminApi = Client<AdminPaths>;

/** @returns the API behind a door, as somebody */
export function createApi(door: Pick<Door, 'id' | 'kind' | 'fetch'>, who: Identity): AdminApi {
  return createClient<AdminPaths>({
    // Over a socket the name is nobody's; it only has to be a URL.
    baseUrl: door.kind === 'tls' ? door.id : 'http://localhost',
    headers: who.bearer === undefined ? {} : { authorization: `Bearer ${who.bearer}` },
    redirect: 'manual',
    pathSerializer: (path, values) => {
      Object.values(values).forEach(checkSegment);
      return defaultPathSerializer(path, values);
    },
    fetch: async (request) => {
      const response = await door.fetch(request);
      if (response.ok) return response;
      throw await readProblem(response, { who, door });
    },
  });
}

/** A URL would be rewritten: `projects/..` is another path. */
function checkSegment(value: unknown): void {
  if (['', '.', '..'].includes(String(value)))
    throw new UsageError(`"${value}" names nothing. Give a name, an id or a fingerprint.`);
}

/**
 * What openapi-fetch makes of an answer's type, undone: it takes read-only lists apart, as if they were
 * objects (openapi-typescript-helpers 0.1, `Readable`).
 */
type Whole<Answer> = Answer extends string | number | boolean | null | undefined
  ? Answer
  : Answer extends { readonly [at: number]: infer Item; readonly length: number }
    ? readonly Whole<Item>[]
    : { [Name in keyof Answer]: Whole<Answer[Name]> };

/**
 * What the API answered.
 *
 * @throws AdminProblem, AdminUnreachable
 * @example
 * const { projects } = await answerOf(api.GET('/v1/{environment}/projects', { params }));
 */
export async function answerOf<Answer>(
  sent: Promise<{ readonly data?: Answer }>,
): Promise<Whole<Exclude<Answer, undefined>>> {
  const { data } = await sent.catch((error: unknown) => {
    if (error instanceof SyntaxError) throw new AdminUnreachable(notOurs('no JSON'));
    throw error;
  });
  return data as Whole<Exclude<Answer, undefined>>;
}

const notOurs = (what: string): string =>
  `Something answered with ${what}, and is not the admin API of a Whorl. Is --admin-url right?`;

interface Asked {
  readonly who: Identity;
  readonly door: Pick<Door, 'kind'>;
}

async function readProblem(response: Response, asked: Asked): Promise<Error> {
  const { status } = response;
  const { code, message, faults } = parseProblem(await response.text());
  if (typeof code !== 'string' || typeof message !== 'string')
    return new AdminUnreachable(notOurs(`${status}`));
  const advice = adviceOn(code, { ...asked, retryAfter: response.headers.get('retry-after') });
  return new AdminProblem(code, [message, advice].filter(Boolean).join(' '), {
    status,
    faults: Array.isArray(faults) ? faults.map(String) : [],
  });
}

function parseProblem(text: string): Partial<AdminSchemas['Problem']> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function adviceOn(
  code: string,
  { who, door, retryAfter }: Asked & { readonly retryAfter: string | null },
): string {
  if (code === 'rate-limited' && retryAfter !== null) return `Try again in ${retryAfter} s.`;
  if (code !== 'unauthenticated') return '';
  if (who.kind === 'token') return 'What was sent is the token in WHORL_TOKEN.';
  if (who.kind !== 'session') return '';
  const asOwner = door.kind === 'tls' ? '' : ' --as-owner acts as the owner of the folder instead.';
  return `What was sent is the session of ${who.email}.${asOwner}`;
}
