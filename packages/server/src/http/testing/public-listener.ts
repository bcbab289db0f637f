/** The sealed API on a real listener, of real parts, with a clock and an environment that a test owns. */
import { type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import type { Agent } from 'node:https';
import { sealEnvelope, spkiFingerprint, wrapBody } from '@whorl/contract';
import { models } from '@whorl/engine';
import { plainAgent } from '../../../../../test/support/post.ts';
import type { Settings } from '../../config/settings.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestCaller,
  type TestEnvironment,
} from '../../environment/testing/test-environment.ts';
import { createMemoryNetwork } from '../../network/memory/memory-network.ts';
import { createKeyRoom } from '../../pipeline/caller.ts';
import { createRepeats } from '../../pipeline/repeats.ts';
import { createExamination } from '../../pki/examine.ts';
import { createRefusals, type Refusals } from '../../refusals/refusals.ts';
import { createLog } from '../../telemetry/log.ts';
import { openListener } from '../listener.ts';
import { createFailureLimit } from '../public/failure-limit.ts';
import { createPublicHandler, createUnreadableHandler, type PublicApi } from '../public/handler.ts';
import { createRememberRefusal } from '../remember-refusal.ts';
import { createResolveCaller, createStrangerCloser } from '../resolve-caller.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export interface PublicListenerOptions {
  readonly settings?: Partial<Settings>;
  readonly api?: (api: PublicApi, clock: TestClock) => PublicApi;
}

export interface PublicListener {
  readonly baseUrl: string;
  readonly clock: TestClock;
  readonly environment: TestEnvironment;
  readonly caller: TestCaller;
  /** An agent with the credentials of the one project. */
  readonly agent: Agent;
  readonly log: readonly string[];
  readonly refusals: Refusals;
  /** Seals for the project, as its caller would; the parts of the token can be changed before it is wrapped. */
  seal(plaintext: string, change?: (parts: string[]) => string[]): string;
  close(): Promise<void>;
}

/** The start of this minute: callers judge the server's certificate by the machine's clock. */
const thisMinuteMs = (): number => Math.floor(Date.now() / 60_000) * 60_000;

export async function openPublicListener(
  options: PublicListenerOptions = {},
): Promise<PublicListener> {
  const clock = createTestClock(thisMinuteMs());
  const environment = await openTestEnvironment({
    clock,
    ...(options.settings && { settings: options.settings }),
  });
  const { registry, keyring, settings } = environment;
  const caller = await addTestCaller(environment);
  const { clientRoot, clientIssuer, serverRoot, server } = environment.authorities.current();
  const log: string[] = [];
  const examine = createExamination({ issuers: [clientIssuer.certificate], others: {} });
  const network = createMemoryNetwork();
  const refusals = createRefusals();
  const logger = createLog({ level: 'info', stream: { write: (line) => log.push(line) } });
  const plain: PublicApi = {
    environment: 'sandbox',
    settings,
    clock,
    log: logger,
    resolveCaller: createResolveCaller(registry, examine),
    failures: createFailureLimit(settings.decryptionFailuresPerMinute),
    answering: {
      keys: createKeyRoom(registry, keyring.unwrap),
      network,
      repeats: createRepeats(network),
      model: models.v0,
      random: randomBytes,
    },
    remember: createRememberRefusal(refusals, logger),
    isDraining: () => false,
  };
  const api = options.api?.(plain, clock) ?? plain;
  const onConnection =
    settings.badCertificate === 'close' ? createStrangerCloser(plain) : undefined;
  const listener = await openListener({
    tls: {
      certificateChain: server.certificate,
      privateKey: server.privateKey,
      clientAuthorities: [clientRoot.certificate, clientIssuer.certificate],
    },
    host: '127.0.0.1',
    port: 0,
    idleTimeoutMs: settings.idleTimeoutMs,
    handle: createPublicHandler(api),
    refuseUnreadable: createUnreadableHandler(api),
    ...(onConnection && { onConnection }),
  });
  const agent = plainAgent({
    ca: serverRoot.certificate,
    cert: caller.file('client.pem'),
    key: caller.file('client.key'),
  });
  const requestKey = new X509Certificate(caller.file('request-key.pem')).publicKey;
  return {
    baseUrl: `https://localhost:${listener.port}/identity`,
    clock,
    environment,
    caller,
    agent,
    log,
    refusals,
    seal: (plaintext, change = (parts) => parts) =>
      wrapBody(change(sealTo(requestKey, plaintext).split('.')).join('.')),
    async close() {
      agent.destroy();
      await listener.close(1_000);
      await environment.close();
    },
  };
}

const sealTo = (publicKey: KeyObject, plaintext: string): string =>
  sealEnvelope(plaintext, {
    publicKey,
    kid: spkiFingerprint(publicKey),
    contentKey: randomBytes(32),
    iv: randomBytes(12),
  });
