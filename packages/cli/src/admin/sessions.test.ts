import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes.ts';
import { identify } from './identity.ts';
import { openSessions, sessionsPath } from './sessions.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'whorl-sessions-'));
});
afterEach(() => rm(home, { recursive: true }));

const pathOf = () => sessionsPath({ XDG_CONFIG_HOME: home });
const ada = { token: 's1', email: 'ada@example.com', expiresAt: '2026-12-01T00:00:00.000Z' };
const grace = { ...ada, token: 's2', email: 'grace@example.com' };

describe('a saved session', () => {
  it('is found again at its own door, and at no other', async () => {
    await openSessions(pathOf()).save('/srv/a', ada);
    await openSessions(pathOf()).save('https://b:9443', grace);
    const sessions = openSessions(pathOf());
    expect(await sessions.find('/srv/a')).toEqual(ada);
    expect(await sessions.find('https://b:9443')).toEqual(grace);
    expect(await sessions.find('https://c:9443')).toBeUndefined();
  });

  it('is forgotten alone', async () => {
    const sessions = openSessions(pathOf());
    await sessions.save('/srv/a', ada);
    await sessions.save('/srv/b', grace);
    await sessions.remove('/srv/a');
    expect(await sessions.find('/srv/a')).toBeUndefined();
    expect(await sessions.find('/srv/b')).toEqual(grace);
  });

  it('is for its owner alone to read', async () => {
    await openSessions(pathOf()).save('/srv/a', ada);
    expect((await stat(pathOf())).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(pathOf()))).mode & 0o777).toBe(0o700);
  });

  it('is not lost in a file that somebody broke', async () => {
    const sessions = openSessions(pathOf());
    await sessions.save('/srv/a', ada);
    await writeFile(pathOf(), '{');
    await expect(sessions.find('/srv/a')).rejects.toThrow(UsageError);
    await expect(sessions.save('/srv/a', ada)).rejects.toThrow(UsageError);
    expect(await readFile(pathOf(), 'utf8')).toBe('{');
  });

  it('is kept where the desktop’s rules say, or in ~/.config', () => {
    expect(sessionsPath({ XDG_CONFIG_HOME: '/x' })).toBe('/x/whorl/sessions.json');
    expect(sessionsPath({ XDG_CONFIG_HOME: 'relative' })).toMatch(/\/\.config\/whorl\//);
    expect(sessionsPath({})).toMatch(/\/\.config\/whorl\/sessions\.json$/);
  });
});

describe('who one is', () => {
  const at = async (
    wanted: Parameters<typeof identify>[0],
    environment: NodeJS.ProcessEnv = {},
    kind: 'socket' | 'tls' = 'socket',
  ) => {
    const sessions = openSessions(pathOf());
    await sessions.save('/srv/a', ada);
    return identify(wanted, { door: { id: '/srv/a', kind }, sessions, environment });
  };
  const token = { WHORL_TOKEN: 'wt_1\n' };

  it('is the token before the session', async () => {
    expect(await at('any', token)).toEqual({ kind: 'token', bearer: 'wt_1' });
  });

  it('is the session where there is no token', async () => {
    const session = { kind: 'session', bearer: 's1', email: 'ada@example.com' };
    expect(await at('any')).toEqual(session);
    expect(await at('any', { WHORL_TOKEN: '' })).toEqual(session);
    expect(await at('session', token)).toEqual(session);
  });

  it('is nobody for who wants to be the owner, or is about to say', async () => {
    expect(await at('owner', token)).toEqual({ kind: 'nobody' });
    expect(await at('stranger', token)).toEqual({ kind: 'stranger' });
  });

  it('is no owner over TLS', async () => {
    await expect(at('owner', {}, 'tls')).rejects.toThrow(UsageError);
  });
});
