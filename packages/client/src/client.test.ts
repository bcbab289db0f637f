import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { compactDecrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeIdentity, makePfx } from '../testing/certificates.ts';
import {
  answerWith,
  type Behaviour,
  clientOptions,
  hangUp,
  keepSilent,
  type LocalService,
  makeKeys,
  refuseWith,
  startLocalService,
} from '../testing/local-service.ts';
import { createClient, type WhorlClient } from './client.ts';
import { WhorlError } from './errors.ts';

const keys = makeKeys();
const insights = { id: 'be3ad617-04ad-43e1-a438-79425b6511b6' };
const answer = answerWith(insights, keys);
const busy = refuseWith({ status: 503, reasonCode: 'SYSTEM_UNAVAILABLE', recoverable: true });
const transaction = {
  ...{ purchaseDate: '20261021072800', purchaseAmount: '4999', purchaseCurrencyExponent: '2' },
  ...{ purchaseCurrency: '840', merchantName: 'Harbour Books', merchantCountryCode: '840' },
  ...{ mcc: '5942', primaryEmail: 'avery@example.com' },
};

let service: LocalService;
beforeAll(async () => {
  service = await startLocalService(keys);
});
afterAll(() => service.close());

type Options = Parameters<WhorlClient['transactions']['retrieve']>[1];

/** The error of one call. */
async function failureOf(client: WhorlClient, options?: Options): Promise<WhorlError> {
  const outcome: unknown = await client.transactions
    .retrieve(transaction, options)
    .catch((error: unknown) => error);
  if (outcome instanceof WhorlError) return outcome;
  throw new Error('It did not fail with a WhorlError.', { cause: outcome });
}

/** A client that notes its waits in place of waiting. */
function hastyClient(waits: number[]): WhorlClient {
  const sleep = async (waitMs: number) => void waits.push(waitMs);
  return service.client({ random: () => 0.5, sleep });
}

describe('one call', () => {
  it('is sealed, sent and its answer opened', async () => {
    service.behave(answer);
    expect(await service.client().transactions.retrieve(transaction)).toEqual(insights);
    const [arrival] = service.arrivals;
    expect(arrival?.path).toBe('/identity/transactions');
    expect(arrival?.headers['content-type']).toBe('application/json');
    const { encryptedData } = JSON.parse(arrival?.body ?? '');
    const opened = await compactDecrypt(encryptedData, createPrivateKey(keys.request.key));
    expect(JSON.parse(Buffer.from(opened.plaintext).toString())).toEqual(transaction);
  });

  it('may be made with a PKCS#12 identity and a base URL that ends in a slash', async () => {
    service.behave(answer);
    const pfx = makePfx(keys.caller, 'p');
    const tls = { pfx, passphrase: 'p', ca: keys.server.cert };
    const client = service.client({ tls, baseUrl: `${service.baseUrl}/` });
    expect(await client.transactions.retrieve(transaction)).toEqual(insights);
    expect(service.arrivals[0]?.path).toBe('/identity/transactions');
  });

  it('has a name of its own, or the one it is given', async () => {
    service.behave(answer);
    const client = service.client();
    for (const options of [{}, {}, { idempotencyKey: 'order-17' }])
      await client.transactions.retrieve(transaction, options);
    const [first, second, third] = service.arrivals.map(
      ({ headers }) => headers['idempotency-key'],
    );
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
    expect(third).toBe('order-17');
    const error = await failureOf(client, { idempotencyKey: 'a\r\nb' });
    expect(error.code).toBe('CONFIGURATION');
  });

  it('is answered on one connection after another call', async () => {
    service.behave(answer);
    const client = service.client();
    for (let call = 0; call < 20; call += 1) await client.transactions.retrieve(transaction);
    expect(service.arrivals).toHaveLength(20);
    expect(service.connections()).toBe(1);
  });

  it('resumes the TLS session on a new connection', async () => {
    const thenClose: Behaviour = (response, arrival) => {
      response.shouldKeepAlive = false;
      answer(response, arrival);
    };
    service.behave(thenClose);
    const client = service.client();
    for (let call = 0; call < 3; call += 1) await client.transactions.retrieve(transaction);
    expect(service.connections()).toBe(3);
    expect(service.arrivals.map(({ resumed }) => resumed)).toEqual([false, true, true]);
  });

  it('waits for a free connection beyond the most that there may be', async () => {
    service.behave(answer);
    const client = service.client({ maxSockets: 2, timeoutMs: 20_000 });
    const calls = Array.from({ length: 20 }, () => client.transactions.retrieve(transaction));
    expect(await Promise.all(calls)).toHaveLength(20);
    expect(service.connections()).toBe(2);
  });
});

describe('repeating a call', () => {
  it('keeps its name and its envelope until it is answered', async () => {
    service.behave(busy, hangUp, answer);
    const waits: number[] = [];
    expect(await hastyClient(waits).transactions.retrieve(transaction)).toEqual(insights);
    expect(waits).toEqual([50, 100]);
    const names = service.arrivals.map(({ headers }) => headers['idempotency-key']);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(1);
    expect(new Set(service.arrivals.map(({ body }) => body)).size).toBe(1);
  });

  it('stops after two retries', async () => {
    service.behave(busy);
    const error = await failureOf(hastyClient([]));
    expect(error).toMatchObject({ code: 'SYSTEM_UNAVAILABLE', status: 503, recoverable: true });
    expect(error.correlationId).toBe('c-2');
    expect(service.arrivals).toHaveLength(3);
  });

  it('heeds Retry-After', async () => {
    const later = { headers: { 'Retry-After': '1' }, recoverable: true };
    service.behave(
      refuseWith({ status: 429, reasonCode: 'RATE_LIMIT_EXCEEDED', ...later }),
      answer,
    );
    const waits: number[] = [];
    expect(await hastyClient(waits).transactions.retrieve(transaction)).toEqual(insights);
    expect(waits).toEqual([1050]);
  });

  it('does not wait beyond the deadline', async () => {
    const later = { headers: { 'Retry-After': '60' }, recoverable: true };
    service.behave(refuseWith({ status: 429, reasonCode: 'RATE_LIMIT_EXCEEDED', ...later }));
    const error = await failureOf(service.client());
    expect(error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: 60_000 });
    expect(service.arrivals).toHaveLength(1);
  });

  it('is not tried for a refusal that stays', async () => {
    service.behave(refuseWith({ status: 400, reasonCode: 'VALIDATION_ERROR' }));
    expect((await failureOf(hastyClient([]))).code).toBe('VALIDATION_ERROR');
    expect(service.arrivals).toHaveLength(1);
  });

  it('is not tried for an answer that was cut, since the call was counted', async () => {
    service.behave((response) => {
      response.writeHead(200, { 'Content-Length': '1000', 'X-MC-Correlation-ID': 'c-3' });
      response.write('{"encrypt', () => response.socket?.destroy());
    });
    const error = await failureOf(hastyClient([]));
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', correlationId: 'c-3' });
    expect(error.message).toContain('broke off after 9 bytes');
    expect(service.arrivals).toHaveLength(1);
  });
});

describe('a call that must end', () => {
  it('times out, and is not repeated', async () => {
    service.behave(keepSilent);
    const error = await failureOf(service.client({ timeoutMs: 150 }));
    expect(error).toMatchObject({ code: 'TIMEOUT', status: undefined });
    expect(error.message).toContain('within 150 ms');
    expect(service.arrivals).toHaveLength(1);
  });

  it('times out over all its attempts together', async () => {
    service.behave(hangUp, keepSilent);
    const startedMs = performance.now();
    const error = await failureOf(service.client({ random: () => 0 }), { timeoutMs: 200 });
    expect(error.code).toBe('TIMEOUT');
    expect(performance.now() - startedMs).toBeGreaterThan(195);
    expect(service.arrivals).toHaveLength(2);
  });

  it('times out while an answer trickles in', async () => {
    let trickle: NodeJS.Timeout | undefined;
    service.behave((response) => {
      response.writeHead(200);
      trickle = setInterval(() => response.write(' '), 20);
    });
    expect((await failureOf(service.client({ timeoutMs: 200 }))).code).toBe('TIMEOUT');
    clearInterval(trickle);
  });

  it('is aborted on the wire, and is not repeated', async () => {
    const controller = new AbortController();
    service.behave(() => controller.abort(new Error('the basket is gone')));
    const error = await failureOf(service.client(), { signal: controller.signal });
    expect(error).toMatchObject({ code: 'ABORTED', recoverable: false });
    expect(error.cause).toBe(controller.signal.reason);
    expect(service.arrivals).toHaveLength(1);
  });

  it('is aborted between two attempts', async () => {
    const controller = new AbortController();
    service.behave((response, arrival) => {
      busy(response, arrival);
      setTimeout(() => controller.abort(), 100);
    });
    const client = service.client({ random: () => 0.999, retries: 50, timeoutMs: 20_000 });
    const { code } = await failureOf(client, { signal: controller.signal });
    expect(code).toBe('ABORTED');
  });

  it('is never begun under a signal that was aborted before', async () => {
    service.behave(answer);
    const { code } = await failureOf(service.client(), { signal: AbortSignal.abort() });
    expect(code).toBe('ABORTED');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(service.connections()).toBe(0);
  });

  it('times out by a signal that is one of time', async () => {
    service.behave(keepSilent);
    const { code } = await failureOf(service.client(), { signal: AbortSignal.timeout(100) });
    expect(code).toBe('TIMEOUT');
  });

  it('leaves nothing behind in a signal that many calls share', async () => {
    service.behave(answer);
    const { signal } = new AbortController();
    const count = { added: 0, removed: 0 };
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      count.added += 1;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      count.removed += 1;
      removeEventListener.apply(signal, args);
    };
    await service.client().transactions.retrieve(transaction, { signal });
    expect(count).toEqual({ added: 1, removed: 1 });
  });

  it('ends when the client is closed, as do all later ones', async () => {
    const client = service.client();
    service.behave(() => client.close());
    expect(await failureOf(client)).toMatchObject({
      ...{ code: 'ABORTED', message: 'The client was closed.' },
    });
    expect((await failureOf(client)).code).toBe('ABORTED');
    expect(service.arrivals).toHaveLength(1);
  });
});

it('closes its idle connections', async () => {
  service.behave(answer);
  const client = service.client();
  await client.transactions.retrieve(transaction);
  client.close();
  await service.disconnected();
});

describe('an answer that is not what it should be', () => {
  it('is not followed elsewhere', async () => {
    service.behave((response) => {
      response.writeHead(307, { Location: `${service.baseUrl}/elsewhere` }).end();
    });
    const error = await failureOf(service.client());
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', status: 307 });
    expect(service.arrivals).toHaveLength(1);
  });

  it('is not read without end', async () => {
    let written = 0;
    service.behave((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const more = (): void => {
        written += chunk.length;
        if (!response.destroyed && written < 64 * 1024 * 1024) response.write(chunk, more);
      };
      more();
    });
    const error = await failureOf(service.client());
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', status: 200 });
    expect(error.message).toContain('more than 1 MiB');
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  const inPlaceOfAnswer =
    (text: string): Behaviour =>
    ({ socket }) =>
      socket?.write(text);
  const upgrade = 'Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n';

  it('is no change of protocol, and its connection is closed', async () => {
    service.behave(inPlaceOfAnswer(`HTTP/1.1 101 Switching Protocols\r\n${upgrade}`));
    const error = await failureOf(service.client());
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', status: 101, recoverable: false });
    expect(error.message).toContain('changes to another protocol');
    expect(service.arrivals).toHaveLength(1);
    await service.disconnected();
  });

  it('is no change to a protocol without a name either', async () => {
    service.behave(inPlaceOfAnswer('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    const error = await failureOf(service.client());
    expect(error).toMatchObject({ code: 'ANSWER_UNREADABLE', status: 101, recoverable: false });
  });

  it('ends the call at its time, whatever it begins with', async () => {
    for (const text of [
      `HTTP/1.1 100 Continue\r\n${upgrade}`,
      'HTTP/1.1 102 Processing\r\n\r\n'.repeat(10_000),
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(1_000),
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
      'HTTP/1.1 200 OK\r\nX: ',
    ]) {
      service.behave(inPlaceOfAnswer(text));
      const error = await failureOf(service.client({ timeoutMs: 200 }));
      expect([text.slice(0, 12), error.code]).toEqual([text.slice(0, 12), 'TIMEOUT']);
      await service.disconnected();
    }
  });

  it('ends the call at its time under a flood of hints without an end', async () => {
    service.behave(({ socket }) => {
      const more = (): void => {
        if (socket?.writable) socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(500), more);
      };
      more();
    });
    expect((await failureOf(service.client({ timeoutMs: 200 }))).code).toBe('TIMEOUT');
  });

  it('fails the call where the connection ends after hints alone, or after nothing', async () => {
    for (const text of ['HTTP/1.1 103 Early Hints\r\n\r\n', '']) {
      service.behave(({ socket }) => socket?.end(text));
      const error = await failureOf(service.client({ retries: 0 }));
      expect(error).toMatchObject({ code: 'CONNECTION', recoverable: true });
    }
  });

  it('may be one that offers another protocol', async () => {
    service.behave(inPlaceOfAnswer(`HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n${upgrade}`));
    expect(await failureOf(service.client())).toMatchObject({ status: 404 });
  });

  it('may be nearly that large', async () => {
    const large = { ...insights, filler: 'x'.repeat(700_000) };
    service.behave(answerWith(large, keys));
    expect(await service.client().transactions.retrieve(transaction)).toEqual(large);
  });
});

describe('a service that is not reached', () => {
  const unreached = (baseUrl: string, change: object = {}) =>
    createClient({ ...clientOptions(keys, baseUrl), retries: 0, ...change });

  it('because nothing listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, 'close');
    const error = await failureOf(unreached(`https://localhost:${port}/identity`));
    expect(error).toMatchObject({ code: 'CONNECTION', recoverable: true });
    expect(error.message).toContain(`localhost:${port}`);
    expect(error.message).toContain('nothing listens there');
  });

  it('because it closes the connection', async () => {
    service.behave(hangUp);
    const error = await failureOf(service.client({ retries: 0 }));
    expect(error).toMatchObject({ code: 'CONNECTION', recoverable: true, status: undefined });
    expect(error.message).toContain('closed the connection before it answered');
  });

  it('because its authority is not trusted, whatever the environment says', async () => {
    const { cert, key } = keys.caller;
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const error = await failureOf(unreached(service.baseUrl, { tls: { cert, key } }));
      expect(error).toMatchObject({ code: 'TLS', recoverable: false });
      expect(error.message).toContain('give its authority');
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it('because it does not accept the client certificate', async () => {
    const tls = { ...makeIdentity({ name: 'stranger' }), ca: keys.server.cert };
    const error = await failureOf(unreached(service.baseUrl, { tls }));
    // Under TLS 1.3 the refusal comes after the client's handshake: as an alert, or as a reset.
    expect(['TLS', 'CONNECTION']).toContain(error.code);
    expect(error.message).toContain('your client certificate');
  });

  it('because it does not speak TLS', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as { port: number };
    const error = await failureOf(unreached(`https://localhost:${port}/identity`));
    plain.close();
    expect(error.code).toBe('TLS');
  });
});

it('says nothing of the transaction in any error', async () => {
  for (const behaviour of [hangUp, keepSilent, busy]) {
    service.behave(behaviour);
    const error = await failureOf(service.client({ retries: 0, timeoutMs: 150 }));
    expect(`${error.stack} ${String(error.cause)}`).not.toMatch(/avery|Harbour|encryptedData/);
  }
});
