import { describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes.ts';
import { answerOf, createApi } from './client.ts';
import type { Identity } from './identity.ts';
import { AdminProblem, AdminUnreachable } from './problem.ts';

/** The API behind a door that answers so, and what went through it. */
function behind(answer: () => Response, { who = { kind: 'nobody' } as Identity } = {}) {
  const sent: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(request);
    return answer();
  };
  return { sent, api: createApi({ id: '/srv/whorl', kind: 'socket', fetch }, who) };
}

const json = (status: number, body: unknown, headers = {}) =>
  Response.json(body, { status, headers });

const params = { path: { environment: 'sandbox', project: 'shop' } } as const;
const path = '/v1/{environment}/projects/{project}';

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a request', () => {
  it('is what api/admin.yaml says, as whoever asks', async () => {
    const who: Identity = { kind: 'token', bearer: 'wt_x' };
    const { api, sent } = behind(() => json(201, {}), { who });
    const body = { name: 'shop', company: 'Shop Ltd', companyId: 'SHOP' };
    await api.POST('/v1/{environment}/projects', { params, body });
    const [request] = sent;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('http://localhost/v1/sandbox/projects');
    expect(request?.headers.get('authorization')).toBe('Bearer wt_x');
    expect(await request?.json()).toEqual(body);
  });

  it('says nothing of who asks when nobody does', async () => {
    const { api, sent } = behind(() => json(200, {}));
    await api.GET('/v1/status');
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  it.each(['a/b', 'a?b', 'a#b', 'a%2e', 'ü'])(
    'names "%s" in one segment of its path',
    async (name) => {
      const { api, sent } = behind(() => json(200, {}));
      await api.GET(path, { params: { path: { ...params.path, project: name } } });
      const { pathname } = new URL(sent[0]?.url ?? '');
      expect(decodeURIComponent(pathname.split('/').at(-1) ?? '')).toBe(name);
      expect(pathname.split('/')).toHaveLength(5);
    },
  );

  it.each(['..', '.', ''])('for "%s" is not sent: it would be another path', async (name) => {
    const { api, sent } = behind(() => json(200, {}));
    const work = api.GET(path, { params: { path: { ...params.path, project: name } } });
    expect(await caught(work)).toBeInstanceOf(UsageError);
    expect(sent).toEqual([]);
  });
});

describe('an answer', () => {
  it('is what was answered', async () => {
    const { api } = behind(() => json(200, { projects: [] }));
    const answer = answerOf(api.GET('/v1/{environment}/projects', { params }));
    expect(await answer).toEqual({ projects: [] });
  });

  it('may be nothing', async () => {
    const { api } = behind(() => new Response(null, { status: 204 }));
    expect(await answerOf(api.DELETE('/v1/sessions/current'))).toBeUndefined();
  });

  it('that refuses is thrown, with all that it said', async () => {
    const problem = { code: 'invalid', message: 'The body is bad.', faults: ['name is missing'] };
    const { api } = behind(() => json(400, problem));
    const error = await caught(api.GET(path, { params }));
    expect(error).toBeInstanceOf(AdminProblem);
    expect(error).toMatchObject({ ...problem, status: 400 });
  });

  it.each([
    ['a page of something else', () => new Response('<html>', { status: 502 })],
    ['another JSON', () => json(404, { error: 'no' })],
    ['null', () => json(500, null)],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/x' } })],
  ])('that is %s is not taken for one of ours', async (_, answer) => {
    const { api } = behind(answer);
    expect(await caught(api.GET(path, { params }))).toBeInstanceOf(AdminUnreachable);
  });

  it('of 200 that is no JSON is not either', async () => {
    const { api } = behind(() => new Response('<html>', { status: 200 }));
    expect(await caught(answerOf(api.GET(path, { params })))).toBeInstanceOf(AdminUnreachable);
  });
});

describe('a refusal says what to do', () => {
  const refused = (code: string, options: Parameters<typeof behind>[1] = {}) =>
    caught(
      behind(() => json(401, { code, message: 'No.' }, { 'retry-after': '7' }), options).api.GET(
        '/v1/status',
      ),
    );

  it('when there were too many attempts', async () => {
    expect(await refused('rate-limited')).toHaveProperty('message', 'No. Try again in 7 s.');
  });

  it('when the saved session is over', async () => {
    const who: Identity = { kind: 'session', bearer: 's', email: 'ada@example.com' };
    const error = await refused('unauthenticated', { who });
    expect(error).toHaveProperty('message', expect.stringContaining('ada@example.com'));
    expect(error).toHaveProperty('message', expect.stringContaining('--as-owner'));
  });

  it('when the token is no good', async () => {
    const who: Identity = { kind: 'token', bearer: 'wt_x' };
    const error = await refused('unauthenticated', { who });
    expect(error).toHaveProperty('message', 'No. What was sent is the token in WHORL_TOKEN.');
  });
});
