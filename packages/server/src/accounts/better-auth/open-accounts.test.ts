import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { getMigrations } from 'better-auth/db/migration';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../config/clock.ts';
import { ada, hourMs, origin, password, refusal, refusedAs, tokenOf } from '../testing/stage.ts';
import { libraryOptions, sessionLifeMs } from './library.ts';
import { openAccounts } from './open-accounts.ts';
import { openStore } from './store.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-accounts-'));
  path = join(folder, 'accounts.db');
});
afterEach(() => rm(folder, { recursive: true }));

const secret = Buffer.alloc(32, 'a secret of this test alone');
const open = (options: { readonly secret?: Buffer; readonly nowMs?: () => number } = {}) =>
  openAccounts({
    path,
    secret: options.secret ?? secret,
    clock: { nowMs: options.nowMs ?? systemClock.nowMs },
  });

/** Runs a script with `accounts` open in a process of its own. */
function inAnotherProcess(script: string, env: Readonly<Record<string, string>> = {}) {
  const source = `
    import { writeSync } from 'node:fs';
    import { registerHooks } from 'node:module';
    const say = (line) => writeSync(1, line + '\\n');
    const loaded = new Set();
    registerHooks({ resolve(name, context, next) { loaded.add(name); return next(name, context); } });
    const { openAccounts } = await import('${new URL('./open-accounts.ts', import.meta.url).href}');
    const accounts = await openAccounts({
      path: ${JSON.stringify(path)},
      secret: Buffer.from('${secret.toString('hex')}', 'hex'),
      clock: { nowMs: Date.now },
    });
    const ada = ${JSON.stringify(ada)};
    ${script}`;
  const args = [
    '--no-warnings',
    '--experimental-strip-types',
    '--input-type=module',
    '--eval',
    source,
  ];
  return spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function said(child: ReturnType<typeof inAnotherProcess>): Promise<string> {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return Buffer.concat(chunks).toString();
}

describe('the file of accounts', () => {
  it('is its owner’s alone, whatever it was before', async () => {
    const accounts = await open();
    await accounts.list();
    for (const name of ['accounts.db', 'accounts.db-wal', 'accounts.db-shm'])
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
    await accounts.close();
  });

  it('has every table and column that the library wants', async () => {
    const store = await openStore(path);
    const options = libraryOptions({ store, secret, nowMs: Date.now });
    const { toBeAdded, toBeCreated } = await getMigrations(options);
    expect({ toBeAdded, toBeCreated }).toEqual({ toBeAdded: [], toBeCreated: [] });
    await store.destroy();
  });

  it('is refused when a newer version wrote it, and left as it is', async () => {
    const newer = new DatabaseSync(path);
    newer.exec('pragma user_version = 99');
    newer.close();
    const accounts = await open();
    const error = await accounts.list().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AccountError', reason: 'invalid' });
    expect(String(error)).toContain('newer version');
    await accounts.close();
  });

  it('begins no session of an account that is not active, whoever asks', async () => {
    const accounts = await open();
    const { id } = await accounts.createFirst(ada);
    const file = new DatabaseSync(path);
    const begin = () =>
      file
        .prepare(`insert into session values ('s', '2099', 't', '2026', '2026', '', '', ?, 9e15)`)
        .run(id);
    file.prepare(`update user set status = 'suspended'`).run();
    expect(begin).toThrow('account-not-active');
    file.prepare(`update user set status = 'active'`).run();
    begin();
    file.close();
    await accounts.close();
  });

  it('asks for a second factor from the moment on from which its codes are good', async () => {
    const accounts = await open();
    await accounts.createFirst(ada);
    const { token } = await accounts.signIn(ada, origin);
    await accounts.startTotp(token, ada.password, origin);
    const file = new DatabaseSync(path);
    const verified = () => file.prepare('select verified from twoFactor').get()?.verified;
    expect(verified()).toBe(0);
    file.prepare('update user set twoFactorEnabled = 1').run();
    expect(verified()).toBe(1);
    file.close();
    await accounts.close();
  });
});

describe('an account that an earlier version made active without a password', () => {
  const eve = { email: 'eve@example.com', name: 'Eve', role: 'admin' } as const;
  const makeActive = () => {
    const file = new DatabaseSync(path);
    file.prepare(`update user set status = 'active' where email = ?`).run(eve.email);
    file.close();
  };

  it('is no admin who could stand in for the last', async () => {
    const accounts = await open();
    const { id } = await accounts.createFirst(ada);
    const { account } = await accounts.invite(eve);
    makeActive();
    for (const change of [{ role: 'viewer' }, { status: 'suspended' }] as const)
      expect(await refusal(accounts.change(id, change))).toBe(refusedAs.conflict);
    expect(await refusal(accounts.inviteAgain(id))).toBe(refusedAs.conflict);
    expect((await accounts.change(account.id, { status: 'suspended' })).status).toBe('suspended');
    await accounts.close();
  });

  it('leaves nothing good that it made once a new invitation is accepted', async () => {
    const accounts = await open();
    await accounts.createFirst(ada);
    const { account, invitation } = await accounts.invite(eve);
    makeActive();
    const { token } = await accounts.createToken(tokenOf(account));
    const file = new DatabaseSync(path);
    file.prepare(`update user set status = 'invited' where email = ?`).run(eve.email);
    file.close();
    await accounts.acceptInvitation({ invitation, password }, origin);
    expect(await accounts.findToken(token)).toBeUndefined();
    await accounts.close();
  });
});

describe('sessions', () => {
  it('end by the clock that was given, wherever it stands', async () => {
    let nowMs = 1000;
    const accounts = await open({ nowMs: () => nowMs });
    await accounts.createFirst(ada);
    const { token, expiresAtMs } = await accounts.signIn(ada, origin);
    expect(expiresAtMs).toBe(1000 + sessionLifeMs);
    nowMs += 12 * hourMs - 1;
    expect(await accounts.findSession(token)).toBeDefined();
    nowMs += 1;
    expect(await accounts.findSession(token)).toBeUndefined();
    await accounts.close();
  });

  it('are over with another secret, and passwords are not', async () => {
    const accounts = await open();
    await accounts.createFirst(ada);
    const { token } = await accounts.signIn(ada, origin);
    await accounts.close();
    const other = await open({ secret: Buffer.alloc(32, 'another') });
    expect(await other.findSession(token)).toBeUndefined();
    expect(await other.signIn(ada, origin)).toBeDefined();
    await other.close();
  });

  it('need a secret of 32 bytes', async () => {
    for (const bytes of [0, 16, 31, 33])
      await expect(open({ secret: Buffer.alloc(bytes) })).rejects.toThrow('32 bytes');
  });

  it('are not served once all is closed', async () => {
    const accounts = await open();
    await accounts.createFirst(ada);
    await accounts.close();
    await accounts.close();
    await expect(accounts.list()).rejects.toThrow('closed');
    await expect(accounts.signIn(ada, origin)).rejects.toThrow('closed');
  });
});

describe('a process with accounts open', () => {
  it('loads the library when somebody signs in, not before', async () => {
    const child = inAnotherProcess(`
      const has = (name) => [...loaded].some((one) => one.startsWith(name));
      say(['better-auth', 'kysely', 'rate-limiter'].map(has).join());
      await accounts.list();
      await accounts.findToken('wt_' + 'A'.repeat(43));
      await accounts.findSession('nothing');
      say(['better-auth/', 'kysely'].map(has).join());
      await accounts.createFirst(ada);
      say(['better-auth/', 'kysely'].map(has).join());
      await accounts.close();`);
    expect(await said(child)).toBe('false,false,false\nfalse,true\ntrue,true\n');
  });

  it('calls nobody and prints nothing, whatever the environment asks for', async () => {
    let calls = 0;
    const home = createServer((_, response) => {
      calls += 1;
      response.end();
    });
    await once(home.listen(0, '127.0.0.1'), 'listening');
    const { port } = home.address() as AddressInfo;
    const env = {
      NODE_ENV: 'production',
      BETTER_AUTH_TELEMETRY: '1',
      BETTER_AUTH_TELEMETRY_ENDPOINT: `http://127.0.0.1:${port}/`,
      BETTER_AUTH_SECRETS: '1:somebody-elses-secret-of-some-length',
      BETTER_AUTH_URL: 'https://elsewhere.example',
    };
    const child = inAnotherProcess(
      `
      import { subscribe } from 'node:diagnostics_channel';
      let sockets = 0;
      subscribe('net.client.socket', () => { sockets += 1; });
      await accounts.createFirst(ada);
      const { token } = await accounts.signIn(ada, 'socket');
      await accounts.signIn({ ...ada, password: 'not her password' }, 'socket').catch(() => {});
      await accounts.close();
      await new Promise((resolve) => setTimeout(resolve, 100));
      say(sockets + ' ' + token);`,
      env,
    );
    const [sockets, token = ''] = (await said(child)).split(/\s/);
    expect(sockets).toBe('0');
    home.close();
    expect(calls).toBe(0);
    const accounts = await open();
    expect(await accounts.findSession(token), 'signed with our secret').toBeDefined();
    await accounts.close();
  });

  it.each([0, 1, 3, 9])('leaves a usable file when it dies %i ms into making it', async (ms) => {
    const child = inAnotherProcess('say("begin"); await accounts.createFirst(ada); say("made");');
    const lines = createInterface({ input: child.stdout });
    await once(lines, 'line');
    while (!(await stat(path).catch(() => undefined))) await systemClock.sleep(1);
    await systemClock.sleep(ms);
    child.kill('SIGKILL');
    await once(child, 'close');
    const accounts = await open();
    if ((await accounts.list()).length === 0) await accounts.createFirst(ada);
    expect(await accounts.signIn(ada, origin)).toBeDefined();
    expect(await refusal(accounts.createFirst(ada))).toBe(refusedAs.conflict);
    await accounts.close();
  });

  it('leaves whole what it had answered, and nothing by half, when it dies', async () => {
    const child = inAnotherProcess(`
      await accounts.createFirst(ada);
      for (let n = 0; ; n += 1) {
        const person = { email: 'user' + n + '@example.com', name: 'User', role: 'admin' };
        const { account, invitation } = await accounts.invite(person);
        await accounts.acceptInvitation({ invitation, password: '${password}' }, 'socket');
        const { token } = await accounts.createToken({ name: 'n', role: 'viewer',
          environments: ['sandbox'], createdBy: account.id, expiresAtMs: Date.now() + 60_000 });
        say(account.id + ' ' + token);
        await accounts.change(account.id, { status: 'suspended' });
        await accounts.inviteAgain(account.id);
      }`);
    const answered: string[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      if (answered.push(line) === 6) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const accounts = await open();
    const people = new Map((await accounts.list()).map((account) => [account.id, account]));
    for (const line of answered) {
      const [id = '', token = ''] = line.split(' ');
      const isActive = people.get(id)?.status === 'active';
      expect((await accounts.findToken(token)) !== undefined).toBe(isActive);
    }
    const file = new DatabaseSync(path);
    const byHalf = `select count(*) as halves from user where
      (status = 'active') is not (id in (select userId from account)) and status is not 'suspended'
      or (status = 'invited') is not (id in (select accountId from invitation))`;
    expect(file.prepare(byHalf).get()?.halves).toBe(0);
    file.close();
    await accounts.close();
  });
});
