import type { Diagnosis } from '@whorl/contract';
import { checkFiles } from './check-files.ts';
import type { Equipment } from './equipment.ts';
import { greetServer } from './greet-server.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgeClock } from './judge-clock.ts';
import { judgeRequest } from './judge-request.ts';
import { reach } from './reach.ts';
import { resolveName } from './resolve-name.ts';
import { sendCall } from './send-call.ts';
import { createSteps, type Tell } from './steps.ts';
import { placeOf, readTarget } from './target.ts';

/** Where to go, and what with. */
export interface Journey {
  readonly url: string;
  readonly equipment: Equipment;
  /** What is sent. */
  readonly transaction: object;
  /** For each step. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** How far it came. */
export interface Arrival {
  /** Nothing where all is well. */
  readonly fault: Diagnosis | undefined;
  /** What was missing for a call; nothing where one was made. */
  readonly missing: readonly string[];
}

/**
 * Goes the way of one call, and stops at the first fault. Each step is told as it ends.
 *
 * @throws never for what is wrong with a service or with files
 */
export async function walk(journey: Journey, tell: Tell): Promise<Arrival> {
  const { equipment, timeoutMs, now } = journey;
  const steps = createSteps({ timeoutMs, tell });
  const missing = missingOf(equipment);
  const fault = await steps.untilFault(async (step) => {
    const target = await step('url', () => readTarget(journey.url));
    const { host, port, baseUrl } = target;
    steps.moveTo({ host, address: placeOf(host, port) });
    const kit = await step('files', () => checkFiles(equipment, now()));
    const addresses = await step('name', (signal) => resolveName(target, signal));
    const ip = await step('connection', () => reach({ addresses, port, timeoutMs }));
    const place = steps.moveTo({ host, address: placeOf(ip, port) });
    const greeting = { ip, port, place, kit, nowMs: now() };
    const greeted = await step('tls', (signal) => greetServer({ ...greeting, signal }));
    await step('asked', () => judgeRequest({ ...greeted, chain: kit.chain }));
    const { tls, requestKey } = equipment;
    const { responseKey } = kit;
    if (tls === undefined || requestKey === undefined || responseKey === undefined)
      return steps.skip('call', `needs ${missing.join(', ')}`);
    const call = { baseUrl, tls, requestKey, transaction: journey.transaction };
    const received = await step('call', (signal) => sendCall({ ...call, signal }, now));
    await step('answer', () => judgeAnswer({ raw: received.raw, responseKey }));
    await step('clock', () => judgeClock(received));
  });
  return { fault, missing };
}

/** What a call needs, by the options that name it. */
function missingOf({ tls, requestKey, responseKey }: Equipment): readonly string[] {
  return [
    ...(tls === undefined ? ['--cert', '--key'] : []),
    ...(requestKey === undefined ? ['--request-key'] : []),
    ...(responseKey === undefined ? ['--response-key'] : []),
  ];
}
