/**
 * What is imported into Postman and Insomnia, with as much of those as is public: Postman's `pm` around the
 * scripts, and the library that Insomnia's official plugin seals with.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import mastercard from 'mastercard-client-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAgent, post, type RawAnswer } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { writeKit } from './kit.ts';

let sandbox: TestSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  folder = await mkdtemp(join(tmpdir(), 'whorl-kit-apps-'));
  for (const language of ['postman', 'insomnia'] as const) {
    const args = ['--data', sandbox.dataDir, '--out', join(folder, language)];
    expect(await writeKit(language, { project: 'demo', args })).toMatchObject({ code: 0 });
  }
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const readJson = async (name: string) => JSON.parse(await read(name));

/** Sends a body as the application would, with the client certificate of its kit. */
async function send(kit: string, body: string): Promise<RawAnswer> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'client.pem', 'client.key'].map((name) => read(`${kit}/${name}`)),
  );
  const agent = plainAgent({ ca, cert, key });
  const answer = await post(sandbox.baseUrl, { agent, body });
  agent.destroy();
  return answer;
}

/** What scripts of Postman find around them, as far as a kit's use it. */
class Postman {
  readonly said: string[] = [];
  readonly failed: string[] = [];
  readonly variables: Map<string, string>;
  body = '';
  answer: RawAnswer | undefined;

  constructor(variables: Map<string, string>) {
    this.variables = variables;
  }

  async run(script: string): Promise<void> {
    const globals = { crypto, atob, btoa, TextEncoder, TextDecoder, Uint8Array };
    const console = { log: (text: string) => this.said.push(text) };
    // Its scripts may await at their top.
    const wrapped = `(async () => {${script}\n})()`;
    await runInNewContext(wrapped, { ...globals, console, pm: this.#pm() });
  }

  #pm(): object {
    const { variables, answer } = this;
    return {
      variables: {
        get: (name: string) => variables.get(name),
        replaceIn: (text: string) =>
          text.replace(/\{\{(\w+)\}\}/g, (all, name: string) => variables.get(name) ?? all),
      },
      request: {
        body: {
          raw: this.body,
          update: (text: string) => {
            this.body = text;
          },
        },
      },
      response: {
        code: answer?.status,
        headers: { get: (name: string) => answer?.headers[name.toLowerCase()] },
        json: () => JSON.parse(answer?.body ?? ''),
      },
      test: (name: string, check: () => void) => {
        try {
          check();
        } catch (error) {
          this.failed.push(`${name}: ${error instanceof Error ? error.message : error}`);
        }
      },
    };
  }
}

async function openPostman(): Promise<{ postman: Postman; before: string; after: string }> {
  const { item } = await readJson('postman/collection.json');
  const { values } = await readJson('postman/environment.json');
  const [{ event, request }] = item;
  const variables = new Map<string, string>(
    values.map(({ key, value }: { key: string; value: string }) => [key, value]),
  );
  const [before, after] = event.map(({ script }: { script: { exec: string[] } }) =>
    script.exec.join('\n'),
  );
  const postman = new Postman(variables);
  postman.body = request.body.raw;
  return { postman, before, after };
}

describe('the collection for Postman', () => {
  it('is of the format that it names', async () => {
    const { info, item } = await readJson('postman/collection.json');
    expect(info.schema).toBe(
      'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    );
    const [{ request, event }] = item;
    expect(request).toMatchObject({ method: 'POST', url: '{{baseUrl}}/transactions' });
    expect(JSON.parse(request.body.raw)).toEqual(exampleTransaction('full'));
    expect(event.map(({ listen }: { listen: string }) => listen)).toEqual(['prerequest', 'test']);
  });

  it('seals what the service opens, and opens its answer', async () => {
    const { postman, before, after } = await openPostman();
    postman.variables.set('responseKey', await read('postman/response-key.pem'));
    await postman.run(before);
    expect(Object.keys(JSON.parse(postman.body))).toEqual(['encryptedData']);
    postman.answer = await send('postman', postman.body);
    expect(postman.answer.status).toBe(200);
    await postman.run(after);
    expect(postman.failed).toEqual([]);
    expect(JSON.parse(postman.said.join(''))).toHaveProperty('individualInsights');
  });

  it('explains a refusal, in the console and as a failed test', async () => {
    const { postman, before, after } = await openPostman();
    postman.body = '{"mcc":"5942"}';
    await postman.run(before);
    postman.answer = await send('postman', postman.body);
    await postman.run(after);
    for (const text of [postman.said.join(''), postman.failed.join('')]) {
      expect(text).toMatch(/Refused: HTTP 400, X-MC-Correlation-ID [0-9a-f-]{36}/);
      expect(text).toMatch(/VALIDATION_ERROR.*purchaseDate/);
      expect(text).toContain('What to mend: ask the doctor, as README.md says');
    }
  });

  it('says which variable is empty: an import never holds the private key', async () => {
    const { postman, before, after } = await openPostman();
    expect(await read('postman/environment.json')).not.toContain('PRIVATE');
    await postman.run(before);
    postman.answer = await send('postman', postman.body);
    await expect(postman.run(after)).rejects.toThrow(/responseKey is empty/);
  });
});

describe('the export for Insomnia', () => {
  it('holds a workspace with an environment and a request', async () => {
    const { __export_format, _type, resources } = await readJson('insomnia/insomnia.json');
    expect({ __export_format, _type }).toEqual({ __export_format: 4, _type: 'export' });
    const [workspace, environment, request] = resources;
    expect(workspace).toMatchObject({ _type: 'workspace', parentId: null });
    expect(environment).toMatchObject({ _type: 'environment', parentId: workspace._id });
    expect(request).toMatchObject({ _type: 'request', parentId: workspace._id, method: 'POST' });
    expect(request.url.replace('{{ _.baseUrl }}', environment.data.baseUrl)).toBe(
      `${sandbox.baseUrl}/transactions`,
    );
  });

  it('configures the plugin’s library: sealed, answered and opened', async () => {
    const { resources } = await readJson('insomnia/insomnia.json');
    const [, { data }, request] = resources;
    const { appliesTo, oAuthDisabled, encryptionConfig } = data.mastercard;
    const url = `${sandbox.baseUrl}/transactions`;
    // The plugin minds hosts that are part of the URL, and signs with OAuth unless told otherwise.
    expect(appliesTo.some((host: string) => url.includes(host))).toBe(true);
    expect(oAuthDisabled).toBe(true);
    const jwe = new mastercard.JweEncryption(encryptionConfig);
    const sealed = jwe.encrypt(url, {}, JSON.parse(request.body.text));
    const answer = await send('insomnia', JSON.stringify(sealed.body));
    expect(answer.status).toBe(200);
    const opened = jwe.decrypt({ request: { url }, body: JSON.parse(answer.body) });
    expect(opened).toHaveProperty('individualInsights');
  });
});
