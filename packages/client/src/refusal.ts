import { readProblem, type WireError } from '@whorl/contract';
import { contextOf, headerOf, type RawAnswer } from './answer.ts';
import { type ServiceError, WhorlError } from './errors.ts';

/** The error that an answer other than 200 stands for. */
export function refusalOf(raw: RawAnswer): WhorlError {
  const context = { ...contextOf(raw), retryAfterMs: retryAfterMs(raw) };
  const errors = readErrors(raw.body);
  const [first] = errors;
  if (first === undefined) return new WhorlError('ANSWER_UNREADABLE', explainStatus(raw), context);
  const message = `The service refused the call (${raw.status}): ${errors.map(tell).join('; ')}`;
  const recoverable = errors.every((error) => error.recoverable);
  return new WhorlError(first.reasonCode, message, { ...context, recoverable, errors });
}

/** The items of an error body; none when it is not one. Unknown members are passed over. */
export const readErrors = (body: string): readonly ServiceError[] =>
  (readProblem(body)?.Errors.Error ?? [])
    .map(toServiceError)
    .filter(({ reasonCode }) => reasonCode !== '');

/** Only the frame of an error was checked: a service may leave members out, or send other kinds. */
function toServiceError(item: WireError): ServiceError {
  const { Source, ReasonCode, Description, Recoverable, Details } = item;
  return Object.freeze({
    source: text(Source),
    reasonCode: text(ReasonCode),
    description: text(Description),
    recoverable: Recoverable === true,
    ...(text(Details) !== '' && { details: text(Details) }),
  });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One item in words. */
export const tell = ({ reasonCode, description, details }: ServiceError): string =>
  plain([reasonCode, description, details].filter(Boolean).join(', '));

/** A service's words, fit for one line of a log. */
const plain = (words: string): string => words.replace(/\p{Cc}/gu, ' ').slice(0, 500);

function explainStatus({ status }: RawAnswer): string {
  const redirected = status >= 300 && status < 400;
  return redirected
    ? `The service answered ${status}: redirects are not followed. Check baseUrl.`
    : `The service answered ${status} without saying why. Does baseUrl end in /identity, and is nothing in between?`;
}

/** RFC 9110 §10.2.3: seconds, or a date, which is read against the answer's own clock, not ours. */
function retryAfterMs(raw: RawAnswer): number | undefined {
  const value = headerOf(raw, 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const waitMs = Date.parse(value) - Date.parse(headerOf(raw, 'date') ?? '');
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
