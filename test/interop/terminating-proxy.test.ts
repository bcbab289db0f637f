/** nginx that ends TLS, by the commands and the configuration of the guide: whom it lets in, and whom not. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, readPage, runAsTyped, substitute } from '../support/guides.ts';
import { hasProgram } from '../support/programs.ts';
import { type RunningProxy, startNginxHttp } from '../support/proxies.ts';
import {
  type Caller,
  callerOf,
  host,
  projects,
  readShown,
  refusalIn,
  type Stage,
  setStage,
  writeKit,
} from './proxy-cast.ts';

const page = readPage('docs/guides/tls-terminating-proxy.md');
const [needs = '', letIn = ''] = blocksOf(page, 'sh');
const [configuration = ''] = blocksOf(page, 'nginx');
const [fetchList = ''] = needs.split('\n');

const isThere = hasProgram('nginx', ['-v']) && hasProgram('openssl', ['version']);

describe.skipIf(!isThere)('nginx that ends TLS', () => {
  let stage: Stage;
  let files: string;
  let proxy: RunningProxy;
  beforeAll(async () => {
    stage = await setStage();
    files = await mkdtemp(join(tmpdir(), 'whorl-nginx-'));
    await makeCertificate('server', `-addext subjectAltName=DNS:${host}`);
    for (const project of projects) {
      await writeKit(stage, { project, name: `${project}-node` });
      await type(substitute(`${needs}${letIn}`, { shop: project }));
    }
    proxy = await startNginxHttp(configure);
  });
  afterAll(async () => {
    await proxy.close();
    await rm(files, { recursive: true });
    await stage.close();
  });

  const type = (script: string) =>
    runAsTyped(script.replaceAll('/etc/nginx/whorl', files), stage.folder);

  /** Signed by itself. */
  const makeCertificate = (name: string, more = '') =>
    type(
      `openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=${name} ${more} -keyout ${files}/${name}.key -out ${files}/${name}.pem 2> /dev/null`,
    );

  /** The guide's, with the line that it has for a project for each of ours. */
  function configure(port: number): string {
    const [upstream = ''] = /^upstream shop .*$/m.exec(configuration) ?? [];
    const upstreams = projects.map((project) => substitute(upstream, { shop: project }));
    return substitute(configuration.replace(upstream, upstreams.join('\n')), {
      '/etc/nginx/whorl': files,
      'listen 443': `listen 127.0.0.1:${port}`,
      '127.0.0.1:8443': `127.0.0.1:${stage.sandbox.port}`,
    });
  }

  const kit = (name: string): string => join(stage.folder, name);

  /** Somebody with the keys of a kit, and its certificate unless another is named. */
  const visit = async (name: string, shown = readShown(kit(name))): Promise<Caller> =>
    callerOf({ ...(await wayOf(name)), shown: await shown });

  const wayOf = async (name: string) => ({
    kit: kit(name),
    port: proxy.port,
    ca: await readFile(join(files, 'server.pem')),
  });

  const countCalls = (): Promise<readonly number[]> =>
    Promise.all(
      projects.map(async (project) => (await stage.owner.done('project.show', { project })).calls),
    );

  it('lets callers of several projects in, each as its own', async () => {
    const [shop = 0, books = 0] = await countCalls();
    const callers = await Promise.all(projects.map((project) => visit(`${project}-node`)));
    for (const caller of [...callers, ...callers, ...callers])
      expect(await caller.call()).toMatchObject({ status: 200, individualInsights: {} });
    for (const caller of callers) caller.close();
    expect(await countCalls()).toEqual([shop + 3, books + 3]);
  });

  it('hands on what a call says and what Whorl answers', async () => {
    const caller = await visit('shop-node');
    const key = { 'Idempotency-Key': 'order-1' };
    const [first, second] = [await caller.call(key), await caller.call(key)];
    expect(first.headers['x-mc-correlation-id']).toBe(first.id);
    expect(second.id).toBe(first.id);
    const large = await caller.send(JSON.stringify({ encryptedData: 'a'.repeat(70_000) }));
    expect(refusalIn(large)).toMatchObject({ status: 413, reason: 'PAYLOAD_TOO_LARGE' });
    caller.close();
  });

  it('refuses strangers, in the form of the wire', async () => {
    await makeCertificate('other');
    await writeKit(stage, { project: 'shop', name: 'unlisted' });
    const strangers = [
      callerOf(await wayOf('shop-node')),
      await visit('shop-node', readShown(files, 'other')),
      await visit('unlisted'),
    ];
    for (const stranger of strangers) {
      const refusal = refusalIn(await stranger.call());
      expect(refusal).toMatchObject({ status: 422, reason: 'INVALID_CLIENT_CERT' });
      stranger.close();
    }
  });

  it('refuses a revoked certificate once it has read the new list', async () => {
    const credential = await writeKit(stage, { project: 'shop', name: 'gone' });
    await type(substitute(letIn, { 'shop-node': 'gone' }));
    proxy.reload();
    const gone = await visit('gone');
    await untilAnswered(gone, 200);
    await stage.owner.done('credential.revoke', { project: 'shop', credential, body: {} });
    expect((await gone.call()).status).toBe(200);
    await type(fetchList);
    proxy.reload();
    await untilAnswered(gone, 422);
    const stays = await visit('shop-node');
    expect((await stays.call()).status).toBe(200);
    gone.close();
    stays.close();
  });

  /** nginx goes by the files that it reads again when its new workers are there. */
  async function untilAnswered(caller: Caller, status: number): Promise<void> {
    while ((await caller.call().catch(() => undefined))?.status !== status) await delay(50);
  }
});
