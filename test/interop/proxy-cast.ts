/** A sandbox behind a proxy, and callers with the official client who find it by its name. */
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mastercard from 'mastercard-client-encryption';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { plainAgent, post, type RawAnswer } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { runWhorl } from '../support/whorl-process.ts';

/** The name of the service in the guides. */
export const host = 'sandbox.whorl.example';

/** Its two projects. */
export const projects = ['shop', 'books'] as const;

const endpoint = '/identity/transactions';

export interface Stage {
  readonly sandbox: TestSandbox;
  readonly owner: AdminClient;
  /** Where commands are typed and kits are written. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Starts a sandbox that has the name, with two projects. */
export async function setStage(): Promise<Stage> {
  const sandbox = await startTestSandbox({ flags: { serverNames: host } });
  const owner = adminClient({ dataDir: sandbox.dataDir });
  const folder = await mkdtemp(join(tmpdir(), 'whorl-callers-'));
  await symlink(sandbox.dataDir, join(folder, '.whorl'));
  for (const name of projects)
    await owner.done('project.create', { body: { name, company: name, companyId: name } });
  return {
    ...{ sandbox, owner, folder },
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Writes a kit into a folder. @returns the certificate's fingerprint */
export async function writeKit(
  { sandbox, folder }: Stage,
  { project, name }: { readonly project: string; readonly name: string },
): Promise<string> {
  const args = ['--data', sandbox.dataDir, '--out', join(folder, name), '--json'];
  const { stdout } = await runWhorl(['kit', project, '--for', 'node', ...args]);
  return JSON.parse(stdout).credential;
}

/** What a client shows of itself. PEM. */
export interface Shown {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads the certificate of a kit, or another of two files. */
export const readShown = async (folder: string, name = 'client'): Promise<Shown> => ({
  cert: await readFile(join(folder, `${name}.pem`)),
  key: await readFile(join(folder, `${name}.key`)),
});

export interface CallerOptions {
  /** The folder of the kit whose encryption keys are used. */
  readonly kit: string;
  readonly port: number;
  /** Trusted for the certificate that is met. */
  readonly ca: string | Buffer;
  /** Nothing for who shows no certificate. */
  readonly shown?: Shown;
}

export interface Caller {
  /** One sealed call; what is opened stands beside the answer. */
  call(headers?: Readonly<Record<string, string>>): Promise<RawAnswer & { readonly id?: string }>;
  /** A body as it stands. */
  send(body: string): Promise<RawAnswer>;
  close(): void;
}

/** Somebody who calls one port of this machine under the name of the service. */
export function callerOf({ kit, port, ca, shown }: CallerOptions): Caller {
  const jwe = new mastercard.JweEncryption({
    mode: 'JWE',
    encryptedValueFieldName: 'encryptedData',
    encryptionCertificate: join(kit, 'request-key.pem'),
    privateKey: join(kit, 'response-key.pem'),
    paths: [
      {
        path: endpoint,
        toEncrypt: [{ element: '$', obj: '$' }],
        toDecrypt: [{ element: 'encryptedData', obj: '$' }],
      },
    ],
  });
  const agent = plainAgent({ servername: host, ca, ...shown });
  const send = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    post(`https://127.0.0.1:${port}/identity`, { agent, body, headers });
  return {
    send,
    async call(headers) {
      const sealed = jwe.encrypt(endpoint, {}, exampleTransaction('full'));
      const answer = await send(JSON.stringify(sealed.body), headers);
      const body = JSON.parse(answer.body);
      return { ...answer, ...jwe.decrypt({ request: { url: endpoint }, body }) };
    },
    close: () => agent.destroy(),
  };
}

/** What a refusal says. */
export function refusalIn({ status, body }: RawAnswer) {
  const [{ ReasonCode: reason, Details: details }] = JSON.parse(body).Errors.Error;
  return { status, reason, details };
}
