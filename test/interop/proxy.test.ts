/** nginx and HAProxy that pass TLS through, as the guide has them: all is as without them. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, readPage, substitute } from '../support/guides.ts';
import { plainAgent, post } from '../support/post.ts';
import { hasProgram } from '../support/programs.ts';
import { type RunningProxy, startHaproxy, startNginx } from '../support/proxies.ts';
import {
  type Caller,
  callerOf,
  readShown,
  refusalIn,
  type Stage,
  setStage,
  writeKit,
} from './proxy-cast.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const streamModule = '/usr/lib/nginx/modules/ngx_stream_module.so';
const proxies = [
  {
    language: 'nginx',
    isThere: hasProgram('nginx', ['-v']) && hasProgram('test', ['-f', streamModule]),
    start: startNginx,
    listen: ['listen 443', 'listen 127.0.0.1:'],
  },
  {
    language: 'haproxy',
    isThere: hasProgram('haproxy', ['-v']),
    start: startHaproxy,
    listen: ['bind :443', 'bind 127.0.0.1:'],
  },
] as const;

for (const { language, isThere, start, listen } of proxies)
  describe.skipIf(!isThere)(`${language} that passes TLS through`, () => {
    let proxy: RunningProxy;
    let credential: string;
    let caller: Caller;
    const kit = () => join(stage.folder, language);
    const way = () => ({ kit: kit(), port: proxy.port, ca: stage.sandbox.demo.ca });
    beforeAll(async () => {
      const [block = ''] = blocksOf(readPage('docs/guides/tls-proxy.md'), language);
      const [from, to] = listen;
      const whorl = `127.0.0.1:${stage.sandbox.port}`;
      proxy = await start((port) =>
        substitute(block, { '127.0.0.1:8443': whorl, [from]: `${to}${port}` }),
      );
      credential = await writeKit(stage, { project: 'shop', name: language });
      caller = callerOf({ ...way(), shown: await readShown(kit()) });
    });
    afterAll(async () => {
      caller.close();
      await proxy.close();
    });

    it('lets callers through by the name they call', async () => {
      expect(await caller.call()).toMatchObject({ status: 200, individualInsights: {} });
    });

    it('leaves it to Whorl to say why somebody is refused', async () => {
      const stranger = callerOf(way());
      expect(refusalIn(await stranger.call())).toEqual({
        ...{ status: 422, reason: 'INVALID_CLIENT_CERT' },
        details: expect.stringContaining('no client certificate was sent'),
      });
      stranger.close();
    });

    it('closes on who calls by another name', async () => {
      const agent = plainAgent({ servername: 'other.example', ca: way().ca });
      const called = post(`https://127.0.0.1:${proxy.port}/identity`, { agent, body: '{}' });
      await expect(called).rejects.toThrow();
      agent.destroy();
    });

    it('changes nothing about a revocation: the next request is refused', async () => {
      await stage.owner.done('credential.revoke', { project: 'shop', credential, body: {} });
      expect(refusalIn(await caller.call())).toEqual({
        ...{ status: 422, reason: 'INVALID_CLIENT_CERT' },
        details: expect.stringContaining('the certificate was revoked'),
      });
    });
  });
