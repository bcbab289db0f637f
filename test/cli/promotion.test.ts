/** A project goes to production by the command line alone: one person asks, two others approve. */

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServiceProcess, startService } from '../support/whorl-process.ts';
import { type Played, play } from './transcript.ts';

const totp = fileURLToPath(new URL('totp.ts', import.meta.url));
const timeoutMs = 120_000;

let work: string;
let service: ServiceProcess;

/** The variables of everybody; the service is started with them too. */
const shared = (): Record<string, string> => ({
  WHORL_DATA: join(work, 'data'),
  WHORL_MASTER_KEY_FILE: join(work, 'master.key'),
  WHORL_ADMIN_PORT: '0',
  WHORL_PRODUCTION_PORT: '0',
  WHORL_PASSWORD: 'correct horse battery',
  WORK: work,
  TOTP: totp,
});

const sh = (command: string, variables: Record<string, string> = {}): Promise<Played> =>
  play(
    { command, out: [], err: [], exit: 0, stopAfter: undefined },
    { ...shared(), XDG_CONFIG_HOME: join(work, 'nobody'), ...variables },
  );

/** Each keeps their own sign-in. */
const as = (person: string, command: string): Promise<Played> =>
  sh(command, { XDG_CONFIG_HOME: join(work, person), WHO: person });

async function done(played: Promise<Played>): Promise<string> {
  const { out, err, exit } = await played;
  expect(exit, [...out, ...err].join('\n')).toBe(0);
  return out.join('\n');
}

/** Invites an officer, who sets up a second factor and signs in. */
async function engageOfficer(name: string): Promise<void> {
  await done(
    as(
      'ada',
      `whorl account invite ${name}@example.com --name ${name} --role security-officer > $WORK/${name}.invitation`,
    ),
  );
  await done(
    as(
      name,
      `whorl invitation accept --invitation-file $WORK/$WHO.invitation &&
       whorl login --email $WHO@example.com &&
       whorl totp enable > $WORK/$WHO.totp &&
       WHORL_TOTP=$("$NODE" $TOTP "$(cat $WORK/$WHO.totp)") whorl totp confirm &&
       WHORL_TOTP=$("$NODE" $TOTP "$(cat $WORK/$WHO.totp)" 1) whorl login --email $WHO@example.com`,
    ),
  );
}

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'whorl-promotion-'));
  const key = randomBytes(32).toString('hex');
  await writeFile(join(work, 'master.key'), `${key}\n`, { mode: 0o600 });
  Object.assign(process.env, shared());
  service = await startService(join(work, 'data'));
  await done(sh("whorl admin create --email ada@example.com --name 'Ada Lovelace'"));
  await done(as('ada', 'whorl login --email ada@example.com'));
  await engageOfficer('grace');
  await engageOfficer('joan');
  expect(await done(sh('whorl production init'))).toContain('Production runs at https://');
}, timeoutMs);

afterAll(async () => {
  await service?.stop('SIGTERM');
  await rm(work, { recursive: true });
});

describe('a project', () => {
  let approval: string;

  it('that has done nothing yet is told what to do', { timeout: timeoutMs }, async () => {
    await done(
      as('ada', "whorl project create shop --company 'Shop Ltd' --company-id SHOP --json"),
    );
    const { exit, err } = await as('ada', 'whorl project promote shop');
    expect(exit).toBe(1);
    expect(err.join(' ')).toContain('Make 10 calls');
  });

  it('that is ready asks for production', { timeout: timeoutMs }, async () => {
    await done(
      as(
        'ada',
        `cd $WORK && whorl credential issue --project shop && whorl key create --project shop &&
         whorl project set-contacts shop --contact 'technical:Ada:ada@example.com' \\
           --contact 'security:Grace:grace@example.com' &&
         for call in 1 2 3 4 5 6 7 8 9 10; do
           whorl call --credentials shop-sandbox --file $OLDPWD/api/examples/minimal.json
         done`,
      ),
    );
    const asked = await done(as('ada', 'whorl project promote shop --json'));
    approval = JSON.parse(asked).id;
    expect(JSON.parse(asked)).toMatchObject({ event: 'approval', status: 'pending', needed: 2 });
  });

  it('is not promoted by who asked, nor by one officer twice', { timeout: timeoutMs }, async () => {
    const approve = `whorl approval approve ${approval} --yes`;
    expect((await as('ada', approve)).exit).toBe(1);
    expect(await done(as('grace', approve))).toContain('1 more must approve');
    expect((await as('grace', approve)).err.join(' ')).toContain('You decided already');
    const unasked = await as('joan', `whorl approval approve ${approval}`);
    expect(unasked).toMatchObject({ exit: 2 });
    expect(unasked.out.join('\n')).toContain('shop, of Shop Ltd');
  });

  it('calls in production when two officers approved', { timeout: timeoutMs }, async () => {
    expect(await done(as('joan', `whorl approval approve ${approval} --yes`))).toContain('done');
    const answer = await done(
      sh(
        `cd $WORK && whorl credential issue --project shop --environment production > /dev/null &&
         whorl key create --project shop --environment production > /dev/null &&
         whorl call --credentials shop-production --file $OLDPWD/api/examples/minimal.json`,
      ),
    );
    expect(JSON.parse(answer)).toHaveProperty('individualInsights');
    expect(await done(sh('whorl audit verify'))).not.toContain('NOT WHOLE');
  });
});
