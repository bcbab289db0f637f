import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { diagnose, type ProblemCode, Refusal } from '@whorl/contract';
import type { Clock } from '../../config/clock.ts';
import type { Settings } from '../../config/settings.ts';
import { type Answering, answer, type SealedAnswer } from '../../pipeline/answer.ts';
import type { Caller } from '../../pipeline/caller.ts';
import { unavailable } from '../../pipeline/unavailable.ts';
import type { Log } from '../../telemetry/log.ts';
import type { RememberRefusal } from '../remember-refusal.ts';
import { CallerRefused, isBadCertificate, type ResolveCaller } from '../resolve-caller.ts';
import { type AnswerFrame, respond, respondRefusal, respondUnread } from '../respond.ts';
import type { FailureLimit } from './failure-limit.ts';
import { readBody } from './read-body.ts';
import { checkRoute } from './route.ts';
import { unreadable } from './unreadable.ts';

/** Every decryption failure is answered this long after its body was read (wire: no timing oracle). */
export const decryptionFailureDelayMs = 25;

/** What the handler of the sealed API works with. */
export interface PublicApi {
  readonly environment: string;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly resolveCaller: ResolveCaller;
  readonly failures: FailureLimit;
  readonly answering: Answering;
  /** Where refused calls are kept: in the sandbox. */
  readonly remember?: RememberRefusal;
  /** True once a shutdown has begun. */
  isDraining(): boolean;
}

/** What a call has become so far, for its log line and for whoever looks into its refusal. */
interface Trace {
  readonly arrivedMs: number;
  readonly correlationId: string;
  project?: string;
  body?: Uint8Array;
}

/** Handles requests to the sealed API, each to its one answer. */
export function createPublicHandler(api: PublicApi) {
  let inFlight = 0;
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const trace: Trace = { arrivedMs: api.clock.monotonicMs(), correlationId: randomUUID() };
    inFlight += 1;
    try {
      if (inFlight > api.settings.maxInFlight) throw unavailable('overloaded');
      if (api.isDraining()) throw unavailable('shutting-down');
      succeed(api, { trace, response, answered: await handle(api, message, trace) });
    } catch (error) {
      refuse(api, { trace, message, response, error });
    } finally {
      inFlight -= 1;
    }
  };
}

/** Refuses bytes that are no HTTP request with a valid error object too. */
export const createUnreadableHandler =
  (api: PublicApi) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    const trace: Trace = { arrivedMs: api.clock.monotonicMs(), correlationId: randomUUID() };
    const refusal = unreadable(error);
    logRefusal(api, trace, refusal);
    const frame = frameOf(api, trace.correlationId, true);
    const nowMs = api.clock.nowMs();
    respondUnread(socket, frame, { ...printed(api, refusal), nowMs });
    api.remember?.({ id: trace.correlationId, atMs: nowMs, refusal });
  };

async function handle(
  api: PublicApi,
  message: IncomingMessage,
  trace: Trace,
): Promise<SealedAnswer> {
  const nowMs = api.clock.nowMs();
  const caller = await api.resolveCaller(message.socket as TLSSocket, nowMs);
  trace.project = caller.project.id;
  checkRoute(message);
  api.failures.check(caller.credential.sha256, nowMs);
  const body = await readBody(message, api.settings.bodyTimeoutMs);
  trace.body = body;
  const call = { id: trace.correlationId, body, nowMs, idempotencyKey: idempotencyKeyOf(message) };
  return levelFailures(api, caller, () => answer(call, caller, api.answering));
}

/** Longer names than any client sends are cut, so that a header cannot be used to fill memory. */
const idempotencyKeyLength = 255;

function idempotencyKeyOf({ headers }: IncomingMessage): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key.slice(0, idempotencyKeyLength) : undefined;
}

/** Counts a decryption failure and holds its answer back until the fixed delay is over. */
async function levelFailures(
  { clock, failures }: PublicApi,
  { credential }: Caller,
  work: () => Promise<SealedAnswer>,
): Promise<SealedAnswer> {
  const readAtMs = clock.monotonicMs();
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || !isDecryptionFailure(error)) throw error;
    failures.count(credential.sha256, clock.nowMs());
    await clock.sleep(decryptionFailureDelayMs - (clock.monotonicMs() - readAtMs));
    throw error;
  }
}

/** Faults of a payload that did open are told at once: the tag was good, so they are no oracle. */
const isDecryptionFailure = ({ faults }: Refusal): boolean =>
  faults.some(({ code, always }) => code === 'decrypt-failed' && always !== true);

interface Success {
  readonly trace: Trace;
  readonly response: ServerResponse;
  readonly answered: SealedAnswer;
}

function succeed(api: PublicApi, { trace, response, answered }: Success): void {
  const frame = frameOf(api, answered.id, false);
  respond(response, frame, { status: 200, body: answered.body });
  const { repeated } = answered;
  api.log.info('call', { ...lineOf(api, trace), status: 200, ...(repeated && { repeated }) });
}

interface Failure {
  readonly trace: Trace;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly error: unknown;
}

function refuse(api: PublicApi, { trace, message, response, error }: Failure): void {
  const refusal = error instanceof Refusal ? error : systemError(error);
  if (refusal instanceof CallerRefused && refusal.projectId !== undefined)
    trace.project = refusal.projectId;
  logRefusal(api, trace, refusal);
  if (closesUnanswered(api, refusal)) {
    // Where it is closed already, that was remembered.
    if (!message.socket.destroyed) remember(api, { trace, message, refusal });
    message.socket.destroy();
    return;
  }
  const frame = frameOf(api, trace.correlationId, closesAfter(refusal));
  respondRefusal(response, frame, printed(api, refusal));
  remember(api, { trace, message, refusal });
}

interface Refused extends Pick<Failure, 'trace' | 'message'> {
  readonly refusal: Refusal;
}

/** A caller that was not looked up, since the service is overloaded or stopping, counts as unknown. */
function remember(
  { remember: keep, clock }: PublicApi,
  { trace, message, refusal }: Refused,
): void {
  const { correlationId: id, project, body } = trace;
  keep?.({
    id,
    atMs: clock.nowMs(),
    refusal,
    project,
    body,
    contentType: message.headers['content-type'],
    socket: message.socket as TLSSocket,
  });
}

/** Bodies that are not read to their end would keep their connection; certificates do not get better. */
const closing: readonly ProblemCode[] = [
  'invalid-client-cert',
  'payload-too-large',
  'request-timeout',
];

const closesAfter = ({ faults }: Refusal): boolean =>
  faults.some(({ code }) => closing.includes(code));

const printed = ({ environment, settings }: PublicApi, refusal: Refusal) => ({
  refusal,
  explain: environment === 'sandbox',
  restTimeoutMs: settings.bodyTimeoutMs,
});

const closesUnanswered = ({ settings }: PublicApi, refusal: Refusal): boolean =>
  settings.badCertificate === 'close' && isBadCertificate(refusal);

const systemError = (cause: unknown): Refusal =>
  new Refusal([{ code: 'system-error', diagnosis: diagnose('system-error') }], { cause });

const frameOf = (api: PublicApi, correlationId: string, close: boolean): AnswerFrame => ({
  correlationId,
  environment: api.environment,
  close: close || api.isDraining(),
});

function logRefusal(api: PublicApi, trace: Trace, refusal: Refusal): void {
  const { status, note, cause } = refusal;
  const line = { ...lineOf(api, trace), status, reasonCode: refusal.reasonCode, note };
  if (status < 500) api.log.info('refused', line);
  else api.log.error('failed', { ...line, ...(cause instanceof Error && { err: cause }) });
}

const lineOf = ({ clock }: PublicApi, { arrivedMs, correlationId, project, body }: Trace) => ({
  correlationId,
  ...(project !== undefined && { project }),
  ...(body && { bodyBytes: body.length }),
  durationMs: Math.round((clock.monotonicMs() - arrivedMs) * 100) / 100,
});
