/** The whole call over real parts: registry, keyring, key pairs and network, without a socket. */
import { createPrivateKey, createPublicKey, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openEnvelope,
  Refusal,
  readEnvelope,
  sealEnvelope,
  unwrapBody,
  wrapBody,
} from '@whorl/contract';
import { models } from '@whorl/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addTestCaller,
  openTestEnvironment,
  type TestCaller,
  type TestEnvironment,
} from '../environment/testing/test-environment.ts';
import { openEmbeddedNetwork } from '../network/embedded/embedded-network.ts';
import { createMemoryNetwork } from '../network/memory/memory-network.ts';
import { idempotencyWindowMs, type Network } from '../network/network.ts';
import { createStorageKey } from '../network/storage-key.ts';
import { answer, type SealedAnswer } from './answer.ts';
import { type Caller, createKeyRoom, type KeyRoom } from './caller.ts';
import { createRepeats } from './repeats.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const example = new URL('../../../../api/examples/minimal.json', import.meta.url);

interface Party {
  readonly caller: Caller;
  readonly made: TestCaller;
}

let environment: TestEnvironment;
let keys: KeyRoom;
let shop: Party;
let otherShop: Party;
let transaction: Record<string, unknown>;
beforeAll(async () => {
  environment = await openTestEnvironment();
  keys = createKeyRoom(environment.registry, environment.keyring.unwrap);
  const addParty = async (name: string): Promise<Party> => {
    const made = await addTestCaller(environment, name);
    return { caller: { project: made.project, credential: made.client.credential }, made };
  };
  shop = await addParty('shop');
  otherShop = await addParty('other-shop');
  transaction = JSON.parse(await readFile(example, 'utf8'));
});
afterAll(() => environment.close());

let network: Network;
beforeEach(() => {
  network = createMemoryNetwork();
});

interface Asking {
  readonly party?: Party;
  readonly content?: object;
  readonly atMs?: number;
  readonly idempotencyKey?: string;
  readonly over?: Network;
}

/** One service's life: what is in flight is known to it alone. */
const openService = (over: Network) => ({
  ...{ keys, network: over, repeats: createRepeats(over), model: models.v0, random: randomBytes },
});

async function ask(asking: Asking = {}, answering = openService(asking.over ?? network)) {
  const { party = shop, content = transaction, atMs = nowMs, idempotencyKey } = asking;
  const body = Buffer.from(seal(party, JSON.stringify(content)));
  const call = { id: randomUUID(), body, nowMs: atMs, idempotencyKey };
  const sealed = await answer(call, party.caller, answering);
  return { sentId: call.id, sealed, insights: open(party, sealed) };
}

function seal({ made }: Party, content: string): string {
  const { certificatePem, fingerprint } = made.keyPair.requestKey;
  const token = sealEnvelope(content, {
    publicKey: createPublicKey(certificatePem),
    kid: fingerprint,
    contentKey: randomBytes(32),
    iv: randomBytes(12),
  });
  return wrapBody(token);
}

function open({ made }: Party, { body }: SealedAnswer) {
  const privateKey = createPrivateKey(made.file('response-key.pem'));
  const envelope = readEnvelope(unwrapBody(Buffer.from(body)));
  const opened = openEnvelope(envelope, {
    ...{ privateKey, accept: 'answer', spareKey: randomBytes(32) },
  });
  return JSON.parse(Buffer.from(opened).toString());
}

const emailOf = ({ insights }: { insights: { individualInsights: Record<string, object> } }) =>
  insights.individualInsights.primaryEmail;
const never = { firstSeenDays: 0, mailboxVelocity: 0 };
const once = { firstSeenDays: 1, mailboxVelocity: 1 };

const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
};

describe('an answer', () => {
  it('carries the id of its call, and is sealed to the response key of its pair', async () => {
    const { sentId, sealed, insights } = await ask();
    expect(insights.id).toBe(sentId);
    expect(sealed).toMatchObject({ id: sentId, repeated: false });
    const { header } = readEnvelope(unwrapBody(Buffer.from(sealed.body)));
    expect(header.kid).toBe(shop.made.keyPair.responseKey.fingerprint);
  });

  it('counts what was known before its own call', async () => {
    expect(emailOf(await ask())).toMatchObject(never);
    expect(emailOf(await ask())).toMatchObject(once);
  });

  it('is recorded before it is given', async () => {
    await ask();
    expect((await network.size()).elements).toBeGreaterThan(3);
  });

  it('knows nothing of what another project saw', async () => {
    await ask();
    expect(emailOf(await ask({ party: otherShop }))).toMatchObject(never);
  });
});

describe('a refused call', () => {
  it.each([
    ['that is not valid', () => ask({ content: { mcc: '1' } }), 400],
    ['that is sealed to the key of another project', () => askFor(otherShop), 400],
  ])('%s leaves no trace', async (_, work, status) => {
    expect((await refusalOf(work())).status).toBe(status);
    expect(await network.size()).toMatchObject({ elements: 0, links: 0 });
  });
});

/** The shop's call, sealed with another's key. */
function askFor(party: Party) {
  return ask({ party: { ...party, caller: shop.caller } });
}

describe('a call by name', () => {
  const idempotencyKey = 'order-17';

  it('that is repeated is counted once, and answered the same in a fresh envelope', async () => {
    const service = openService(network);
    const first = await ask({ idempotencyKey }, service);
    const again = await ask({ idempotencyKey, atMs: nowMs + 60_000 }, service);
    expect(again.insights).toEqual(first.insights);
    expect(again.sealed).toMatchObject({ id: first.sentId, repeated: true });
    expect(again.sealed.body).not.toBe(first.sealed.body);
    expect(emailOf(await ask({}, service))).toMatchObject(once);
  });

  it('that is repeated at the same time is counted once', async () => {
    const service = openService(network);
    const all = await Promise.all([1, 2, 3, 4].map(() => ask({ idempotencyKey }, service)));
    expect(new Set(all.map(({ insights }) => insights.id)).size).toBe(1);
    expect(emailOf(await ask({}, service))).toMatchObject(once);
  });

  it('that was answered more than ten minutes ago counts anew', async () => {
    const first = await ask({ idempotencyKey });
    const later = await ask({ idempotencyKey, atMs: nowMs + idempotencyWindowMs });
    expect(later.insights.id).not.toBe(first.insights.id);
    expect(emailOf(later)).toMatchObject(once);
  });

  it('does not meet a call of the same name by another project', async () => {
    const service = openService(network);
    const first = await ask({ idempotencyKey }, service);
    const other = await ask({ idempotencyKey, party: otherShop }, service);
    expect(other.insights.id).toBe(other.sentId);
    expect(other.insights.id).not.toBe(first.insights.id);
    expect(other.sealed.repeated).toBe(false);
  });

  it('does not meet one of another project on the same network', async () => {
    const { keyring } = environment;
    const [host, { project, credential }] = [shop.caller.project, otherShop.caller];
    const shared = keyring.unwrap(`network-key:${host.id}`, host.wrappedNetworkKey);
    const wrappedNetworkKey = keyring.wrap(`network-key:${project.id}`, shared);
    const sharing = { ...project, sharedNetwork: { projectId: host.id, wrappedNetworkKey } };
    const guest = { ...otherShop, caller: { project: sharing, credential } };
    const service = openService(network);
    await ask({ idempotencyKey }, service);
    const other = await ask({ idempotencyKey, party: guest }, service);
    expect(emailOf(other)).toMatchObject(once);
    expect(other.sealed).toMatchObject({ id: other.sentId, repeated: false });
  });

  it('gets its recorded answer after a restart too', async () => {
    const log = join(environment.folder, 'network');
    const storageKey = createStorageKey(Buffer.alloc(16, 7));
    const before = await openEmbeddedNetwork({ folder: log, storageKey });
    const first = await ask({ idempotencyKey, over: before });
    await before.close();
    const after = await openEmbeddedNetwork({ folder: log, storageKey });
    const again = await ask({ idempotencyKey, over: after });
    expect(again.insights).toEqual(first.insights);
    expect(again.sealed.repeated).toBe(true);
    expect(emailOf(await ask({ over: after }))).toMatchObject(once);
    await after.close();
  });

  it('that was refused may be mended under the same name', async () => {
    const service = openService(network);
    await refusalOf(ask({ idempotencyKey, content: { mcc: '1' } }, service));
    expect((await ask({ idempotencyKey }, service)).sealed.repeated).toBe(false);
  });
});

it('gives no answer that was not recorded', async () => {
  await network.close();
  expect((await refusalOf(ask())).status).toBe(503);
});
