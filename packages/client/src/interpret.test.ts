import { describe, expect, it } from 'vitest';
import { makeIdentity } from '../testing/certificates.ts';
import { refusalBody } from '../testing/local-service.ts';
import { fingerprint, sealBody, sealToken } from '../testing/seal-like-others.ts';
import type { RawAnswer } from './answer.ts';
import { WhorlError } from './errors.ts';
import { interpretTransaction, openAnswer } from './interpret.ts';

const { cert, key } = makeIdentity({ name: 'response key', kind: 'rsa' });
const other = makeIdentity({ name: 'other', kind: 'rsa' });
const insights = { id: 'be3ad617-04ad-43e1-a438-79425b6511b6', invented: { later: ['ø'] } };
const headers = { 'x-mc-correlation-id': insights.id };

const interpret = (raw: Partial<RawAnswer>) =>
  interpretTransaction({ status: 200, headers, body: '', ...raw }, { responseKey: key });

function errorOf(raw: Partial<RawAnswer>): WhorlError {
  try {
    interpret(raw);
  } catch (error) {
    if (error instanceof WhorlError) return error;
    throw error;
  }
  throw new Error('It was interpreted.');
}

describe('an answer opens', () => {
  const encs = ['A256GCM', 'A192GCM', 'A128GCM'] as const;
  it.each(encs.flatMap((enc) => [12, 16].map((ivBytes) => ({ enc, ivBytes }))))('%j', (form) => {
    expect(interpret({ body: sealBody(insights, { key, ...form }) })).toEqual(insights);
  });

  it('whatever key it names', () => {
    expect(interpret({ body: sealBody(insights, { key, kid: 'made up' }) })).toEqual(insights);
  });

  it('from text or bytes alone', () => {
    const body = sealBody(insights, { key });
    expect(openAnswer(body, key)).toEqual(insights);
    expect(openAnswer(Buffer.from(body), Buffer.from(key))).toEqual(insights);
  });
});

describe('an answer that cannot be opened says why', () => {
  const token = sealToken(insights, { key });
  const [header = '', encryptedKey, iv, ciphertext = '', tag] = token.split('.');
  const flipped = (ciphertext.startsWith('A') ? 'B' : 'A') + ciphertext.slice(1);
  const wrap = (...parts: readonly unknown[]) => JSON.stringify({ encryptedData: parts.join('.') });

  it.each([
    ['in clear', JSON.stringify(insights), 'is not sealed, and is not trusted'],
    [
      'in clear beside the envelope',
      JSON.stringify({ encryptedData: token, id: 'x' }),
      'is not sealed',
    ],
    ['empty', '', 'is not sealed'],
    ['HTML', '<html>', 'is not sealed'],
    [
      'four parts',
      wrap(header, encryptedKey, iv, ciphertext),
      'envelope of the answer is malformed',
    ],
    ['a short IV', wrap(header, encryptedKey, 'AAAA', ciphertext, tag), 'the IV has 3 bytes'],
    [
      'a short tag',
      wrap(header, encryptedKey, iv, ciphertext, 'AAAA'),
      'the authentication tag has 3 bytes',
    ],
    ['foreign bytes', wrap(header, encryptedKey, iv, 'ø', tag), 'is malformed'],
    ['changed on its way', wrap(header, encryptedKey, iv, flipped, tag), 'was damaged on its way'],
    ['CBC', sealBody(insights, { key, claimedEnc: 'A128CBC-HS256' }), 'is encrypted in a way'],
    ['no object', sealBody('"text"', { key }), 'not a JSON object with an id'],
    ['no JSON', sealBody('avery@example.com', { key }), 'not a JSON object with an id'],
    [
      'a refusal',
      refusalBody({ ReasonCode: 'DECLINED' }),
      'no answer but a refusal: DECLINED, Because',
    ],
  ])('%s', (_, body, sentence) => {
    const error = errorOf({ body });
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', status: 200, recoverable: false });
    expect(error.correlationId).toBe(insights.id);
    expect(error.message).toContain(sentence);
    expect(error.cause).toBeUndefined();
    expect(error.message).not.toContain('avery');
  });

  it('naming both keys when it is sealed to another one', () => {
    const { message } = errorOf({ body: sealBody(insights, { key: other.key }) });
    expect(message).toContain(`your responseKey, whose fingerprint is ${fingerprint(cert)}`);
    expect(message).toContain(`it names ${fingerprint(other.cert)}`);
  });
});

describe('a refusal', () => {
  it('is told with all that the service said', () => {
    const body = refusalBody({
      ...{ ReasonCode: 'VALIDATION_ERROR', Recoverable: false, Details: 'mcc', Later: 1 },
    });
    expect(errorOf({ status: 400, body })).toMatchObject({
      code: 'VALIDATION_ERROR',
      status: 400,
      correlationId: insights.id,
      recoverable: false,
      message: 'The service refused the call (400): VALIDATION_ERROR, Because, mcc',
      errors: [
        {
          ...{ source: 'IIT', reasonCode: 'VALIDATION_ERROR', description: 'Because' },
          ...{ recoverable: false, details: 'mcc' },
        },
      ],
    });
  });

  it('may have a reason that this version does not know', () => {
    const error = errorOf({ status: 418, body: refusalBody({ ReasonCode: 'TEAPOT' }) });
    expect(error.code).toBe('TEAPOT');
  });

  it('passes only if all of its faults pass', () => {
    const body = (...recoverable: readonly unknown[]) =>
      JSON.stringify({
        Errors: { Error: recoverable.map((Recoverable) => ({ ReasonCode: 'X', Recoverable })) },
      });
    expect(errorOf({ status: 503, body: body(true, true) }).recoverable).toBe(true);
    expect(errorOf({ status: 503, body: body(true, false) }).recoverable).toBe(false);
    expect(errorOf({ status: 503, body: body('true') }).recoverable).toBe(false);
  });

  it.each([
    ['2', undefined, 2000],
    ['Wed, 21 Oct 2026 07:28:03 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 3000],
    ['Wed, 21 Oct 2026 07:28:03 GMT', 'Wed, 21 Oct 2026 07:28:09 GMT', 0],
    ['Wed, 21 Oct 2026 07:28:03 GMT', undefined, undefined],
    ['soon', undefined, undefined],
    ['-1', undefined, undefined],
  ])('asks to wait: Retry-After %s, Date %s', (retryAfter, date, retryAfterMs) => {
    const error = errorOf({
      status: 503,
      headers: { 'retry-after': retryAfter, ...(date !== undefined && { date }) },
      body: refusalBody({ ReasonCode: 'SYSTEM_UNAVAILABLE', Recoverable: true }),
    });
    expect(error.retryAfterMs).toBe(retryAfterMs);
  });

  it.each([
    [302, '', 'redirects are not followed'],
    [502, '<html>Bad gateway</html>', 'answered 502 without saying why'],
    [500, '{"Errors":{"Error":[]}}', 'answered 500 without saying why'],
    [500, '{"Errors":{"Error":[{}]}}', 'answered 500 without saying why'],
    [204, '', 'answered 204 without saying why'],
  ])('that is none of the service: %s %s', (status, body, sentence) => {
    const error = errorOf({ status, body });
    expect(error).toMatchObject({
      code: 'ANSWER_UNREADABLE',
      status,
      recoverable: false,
      errors: [],
    });
    expect(error.message).toContain(sentence);
  });

  it('fits on one line of a log', () => {
    const body = refusalBody({ ReasonCode: 'X', Details: `a\r\n\u001b[31m${'b'.repeat(5000)}` });
    const { message } = errorOf({ status: 400, body });
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(600);
  });
});
