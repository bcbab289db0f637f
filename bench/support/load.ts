/** A load of sealed calls over kept-alive connections. */
import { type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { sealEnvelope, spkiFingerprint, wrapBody } from '@whorl/contract';

export interface Target {
  readonly url: string;
  readonly agent: Agent;
}

/** A target with the demo credentials of a data folder. */
export function target(baseUrl: string, dataDir: string, connections: number): Target {
  const read = (name: string) => readFileSync(join(dataDir, 'demo', name));
  const tls = { ca: read('ca.pem'), cert: read('client.pem'), key: read('client.key') };
  const agent = new Agent({ ...tls, keepAlive: true, maxSockets: connections });
  return { url: `${baseUrl}/transactions`, agent };
}

/** The public key that requests of a data folder's demo project are sealed to. */
export const requestKeyOf = (dataDir: string): KeyObject =>
  new X509Certificate(readFileSync(join(dataDir, 'demo', 'request-key.pem'))).publicKey;

/** Seals transactions, each with a content key of its own: `count` request bodies. */
export function sealBodies(
  publicKey: KeyObject,
  { count, transaction }: { count: number; transaction: (n: number) => object },
): string[] {
  const kid = spkiFingerprint(publicKey);
  return Array.from({ length: count }, (_, n) => {
    const fresh = { publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) };
    return wrapBody(sealEnvelope(JSON.stringify(transaction(n)), fresh));
  });
}

/** Posts one body; resolves to the status and the time it took. */
export function send(
  { url, agent }: Target,
  body: string,
): Promise<{ status: number; ms: number }> {
  const sentMs = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, ms: performance.now() - sentMs }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Keeps `atOnce` calls in flight until all are answered; returns calls per second. */
export async function sendAll(
  where: Target,
  calls: { bodies: readonly string[]; count: number; atOnce: number },
) {
  const { bodies, count, atOnce } = calls;
  let next = 0;
  const startedMs = performance.now();
  const lane = async () => {
    while (next < count) {
      const { status } = await send(where, bodies[next++ % bodies.length] as string);
      if (status !== 200) throw new Error(`a measured call was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return count / ((performance.now() - startedMs) / 1000);
}

/** Sends at a fixed rate, whether answers come or not; returns every latency. */
export async function sendAtRate(
  where: Target,
  calls: { bodies: readonly string[]; perSecond: number; seconds: number },
) {
  const { bodies, perSecond, seconds } = calls;
  const latencies: Promise<number>[] = [];
  const startedMs = performance.now();
  const total = Math.round(perSecond * seconds);
  while (latencies.length < total) {
    const due = ((performance.now() - startedMs) / 1000) * perSecond;
    while (latencies.length < Math.min(due, total)) {
      const body = bodies[latencies.length % bodies.length] as string;
      latencies.push(send(where, body).then(({ ms }) => ms));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(latencies);
}

/** The value below which a share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
