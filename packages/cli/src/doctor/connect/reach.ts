import { once } from 'node:events';
import { connect } from 'node:net';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { type Place, platformFault } from './platform-fault.ts';
import { type Finding, StepFault } from './step.ts';
import { placeOf } from './target.ts';

/** What to connect to: the first address that answers. */
export interface Reach {
  readonly addresses: readonly string[];
  readonly port: number;
  /** All of them together may take as long. */
  readonly timeoutMs: number;
}

interface Attempt {
  readonly address: string;
  /** Nothing where it answered. */
  readonly fault: Diagnosis | undefined;
}

/**
 * Opens a connection to each address in turn until one answers, and closes it.
 *
 * @throws StepFault where none does
 */
export async function reach({ addresses, port, timeoutMs }: Reach): Promise<Finding<string>> {
  const attempts: Attempt[] = [];
  const each = { port, timeoutMs: Math.ceil(timeoutMs / addresses.length) };
  for (const address of addresses) {
    const attempt = { address, fault: await tryAddress(address, each) };
    attempts.push(attempt);
    if (attempt.fault === undefined) break;
  }
  return judge(attempts, { port, timeoutMs });
}

type PortAndTime = Pick<Reach, 'port' | 'timeoutMs'>;

async function tryAddress(
  address: string,
  { port, timeoutMs }: PortAndTime,
): Promise<Diagnosis | undefined> {
  const socket = connect({ host: address, port });
  const place: Place = { host: address, address: placeOf(address, port), timeoutMs };
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) });
    return undefined;
  } catch (error) {
    return platformFault(error, place);
  } finally {
    socket.destroy();
  }
}

function judge(attempts: readonly Attempt[], { port, timeoutMs }: PortAndTime): Finding<string> {
  const failed = attempts.filter(({ fault }) => fault !== undefined);
  const last = attempts.at(-1);
  const found = failed.map(({ fault }) => fault?.fault ?? '');
  const facts = { failed: failed.map(({ address, fault }) => ({ address, code: fault?.code })) };
  if (last !== undefined && last.fault === undefined) {
    const place = placeOf(last.address, port);
    return { value: last.address, found: [...found, place], facts: { ...facts, address: place } };
  }
  // With one address the fault says it all.
  const seen = { found: failed.length > 1 ? found : [], facts };
  throw new StepFault(together(failed, { port, timeoutMs }), seen);
}

/** That nothing listens tells more than that something is out of reach: of a host with IPv6, half of it often is. */
function together(failed: readonly Attempt[], { port, timeoutMs }: PortAndTime): Diagnosis {
  const refused = failed.filter(({ fault }) => fault?.code === 'nothing-listens');
  if (refused.length === 0) return failed[0]?.fault ?? diagnose('no-answer-in-time', { timeoutMs });
  const places = refused.map(({ address }) => placeOf(address, port));
  return diagnose('nothing-listens', { address: places.join(' and ') });
}
