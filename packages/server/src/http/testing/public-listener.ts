/** The sealed API on a real listener, of real parts, with a clock and an environment that a test owns. */
import { generateKeyPairSync, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealEnvelope, spkiFingerprint, wrapBody } from '@whorl/contract';
import { models } from '@whorl/engine';
import { plainAgent } from '../../../../../test/support/post.ts';
import { type SettingName, type Settings, settingRows } from '../../config/settings.ts';
import { type MadeCredentials, makeCredentials } from '../../environment/credentials.ts';
import { createMemoryNetwork } from '../../network/memory/memory-network.ts';
import { createKeyRoom } from '../../pipeline/caller.ts';
import { createRepeats } from '../../pipeline/repeats.ts';
import { type Authorities, createAuthorities } from '../../pki/authority.ts';
import type { Signer } from '../../pki/certificate.ts';
import { createExamination } from '../../pki/examine.ts';
import { issueServerCertificate } from '../../pki/issue.ts';
import { createKeyring } from '../../pki/keyring.ts';
import { openJsonRegistry } from '../../registry/json/json-registry.ts';
import type { Project, Registry } from '../../registry/registry.ts';
import { createLog } from '../../telemetry/log.ts';
import { openListener } from '../listener.ts';
import { createFailureLimit } from '../public/failure-limit.ts';
import { createPublicHandler, createUnreadableHandler, type PublicApi } from '../public/handler.ts';
import { createResolveCaller, createStrangerCloser } from '../resolve-caller.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export interface PublicListenerOptions {
  readonly settings?: Partial<Settings>;
  readonly api?: (api: PublicApi, clock: TestClock) => PublicApi;
}

export interface PublicListener {
  readonly baseUrl: string;
  readonly clock: TestClock;
  readonly registry: Registry;
  readonly project: Project;
  readonly made: MadeCredentials;
  readonly authorities: Authorities;
  /** An agent with the credentials of the one project. */
  readonly agent: Agent;
  readonly log: readonly string[];
  /** Seals for the project, as its caller would; the parts of the token can be changed before it is wrapped. */
  seal(plaintext: string, change?: (parts: string[]) => string[]): string;
  close(): Promise<void>;
}

const defaults = Object.fromEntries(
  (Object.keys(settingRows) as SettingName[]).map((name) => [name, settingRows[name].default]),
) as unknown as Settings;

/** The start of this minute: callers judge the server's certificate by the machine's clock. */
const thisMinuteMs = (): number => Math.floor(Date.now() / 60_000) * 60_000;

export async function openPublicListener(
  options: PublicListenerOptions = {},
): Promise<PublicListener> {
  const clock = createTestClock(thisMinuteMs());
  const settings: Settings = { ...defaults, ...options.settings };
  const folder = await mkdtemp(join(tmpdir(), 'whorl-http-'));
  const registry = await openJsonRegistry(join(folder, 'registry.json'));
  const keyring = createKeyring(randomBytes(32));
  const project = projectOf(keyring.wrap);
  const nowMs = clock.nowMs();
  const authorities = await createAuthorities({ label: 'Test', nowMs, random: randomBytes });
  const made = await makeCredentials({ authorities, keyring, project, nowMs });
  await registry.addProject(project);
  await registry.addCredential(made.credential);
  await registry.addKeyPair(made.keyPair);
  const log: string[] = [];
  const examine = createExamination({ issuer: authorities.clientIssuer.certificate, others: {} });
  const resolveCaller = createResolveCaller(registry, examine);
  const network = createMemoryNetwork();
  const plain: PublicApi = {
    environment: 'sandbox',
    settings,
    clock,
    log: createLog({ level: 'info', stream: { write: (line) => log.push(line) } }),
    resolveCaller,
    failures: createFailureLimit(settings.decryptionFailuresPerMinute),
    answering: {
      keys: createKeyRoom(registry, keyring.unwrap),
      network,
      repeats: createRepeats(network),
      model: models.v0,
      random: randomBytes,
    },
    isDraining: () => false,
  };
  const api = options.api?.(plain, clock) ?? plain;
  const identity = await serverIdentity(authorities.serverRoot, nowMs);
  const onConnection =
    settings.badCertificate === 'close' ? createStrangerCloser(plain) : undefined;
  const listener = await openListener({
    tls: {
      certificateChain: identity.certificate,
      privateKey: identity.privateKey,
      clientAuthorities: [authorities.clientRoot.certificate, authorities.clientIssuer.certificate],
    },
    host: '127.0.0.1',
    port: 0,
    idleTimeoutMs: settings.idleTimeoutMs,
    handle: createPublicHandler(api),
    refuseUnreadable: createUnreadableHandler(api),
    ...(onConnection && { onConnection }),
  });
  const agent = plainAgent({
    ca: authorities.serverRoot.certificate,
    cert: made.client.certificate + authorities.clientIssuer.certificate,
    key: made.client.privateKey,
  });
  const requestKey = new X509Certificate(made.keyPair.requestKey.certificatePem).publicKey;
  return {
    baseUrl: `https://localhost:${listener.port}/identity`,
    clock,
    registry,
    project,
    made,
    authorities,
    agent,
    log,
    seal: (plaintext, change = (parts) => parts) =>
      wrapBody(change(sealTo(requestKey, plaintext).split('.')).join('.')),
    async close() {
      agent.destroy();
      await listener.close(1_000);
      await registry.close();
      await rm(folder, { recursive: true });
    },
  };
}

const projectOf = (wrap: (purpose: string, secret: Uint8Array) => string): Project => ({
  id: 'project-1',
  name: 'shop',
  status: 'active',
  entitled: true,
  wrappedNetworkKey: wrap('network-key', randomBytes(32)),
  wrappedDeviceKey: wrap('device-key', randomBytes(32)),
});

const sealTo = (publicKey: KeyObject, plaintext: string): string =>
  sealEnvelope(plaintext, {
    publicKey,
    kid: spkiFingerprint(publicKey),
    contentKey: randomBytes(32),
    iv: randomBytes(12),
  });

async function serverIdentity(signer: Signer, nowMs: number): Promise<Signer> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const signing = { signer, nowMs, validityDays: 100, random: randomBytes };
  const subject = { hosts: ['localhost', '127.0.0.1'], publicKey: keys.publicKey };
  return { certificate: await issueServerCertificate(signing, subject), privateKey };
}
