import { beforeAll, describe, expect, it } from 'vitest';
import { bare, type Cast, makeCast, stepOf, walkTo } from './connect-cast.ts';
import { answerSealed, freePort, listenTcp, listenTls } from './connect-listeners.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

describe('a URL', () => {
  it.each([
    ['localhost:8443/identity', 'base-url'],
    ['http://localhost:8443/identity', 'base-url'],
    ['https://', 'base-url'],
    ['https://localhost:8443', 'base-url-path'],
    ['https://localhost:8443/identity/transactions', 'base-url-path'],
    ['https://localhost:8443/identity?x=1', 'base-url-path'],
    ['https://somebody:a-password@localhost/identity', 'base-url-user'],
  ])('%s ends the way before anything is asked of anybody', async (url, code) => {
    const walked = await walkTo(url, { equipment: bare() });
    expect(walked.end).toEqual(['url', code]);
    expect(JSON.stringify(walked)).not.toContain('a-password');
  });
});

describe('files', () => {
  it.each([
    ['no-client-certificate', { tls: { cert: 'x', key: 'y' } }],
    ['no-authority', { ca: 'x' }],
    ['no-public-request-key', { requestKey: 'x' }],
    ['no-private-response-key', { responseKey: 'x' }],
    ['store-damaged', { tls: { pfx: Buffer.from('x'), passphrase: '' } }],
  ])('that are nothing of the kind end it there: %s', async (code, part) => {
    const equipment = { ...cast.equipment, ...part };
    expect((await walkTo({ port: 1 }, { equipment })).end).toEqual(['files', code]);
  });

  it('that were mixed up are told apart', async () => {
    const { equipment, client, responseKey, requestKey } = cast;
    const swapped = [
      [{ tls: { ...equipment.tls, key: cast.server.key } }, 'key-mismatch'],
      [{ tls: { ...equipment.tls, key: 'x' } }, 'no-client-key'],
      [{ requestKey: responseKey }, 'no-public-request-key'],
      [{ requestKey: client.cert }, 'key-kind'],
      [{ responseKey: requestKey }, 'no-private-response-key'],
    ] as const;
    for (const [part, code] of swapped) {
      const walked = await walkTo({ port: 1 }, { equipment: { ...equipment, ...part } });
      expect(walked.end).toEqual(['files', code]);
    }
  });

  it('with a certificate that expired are good for nothing', async () => {
    const now = () => Date.now() + 48 * 3_600_000;
    const walked = await walkTo({ port: 1 }, { equipment: cast.equipment, now });
    expect(walked.end).toEqual(['files', 'certificate-expired']);
  });
});

describe('a name', () => {
  it('that nobody has', async () => {
    const walked = await walkTo('https://nobody.invalid/identity', { equipment: bare() });
    // A machine without a name service can say no more than that it does not know.
    expect(['name-unknown', 'name-not-now']).toContain(walked.end[1]);
    expect(walked.fault).toContain('nobody.invalid');
  });

  it('that is an address needs not be looked up', async () => {
    const { port } = await freePort();
    const walked = await walkTo({ port, host: '127.0.0.1' }, { equipment: bare() });
    expect(stepOf(walked, 'name')?.facts).toEqual({ addresses: ['127.0.0.1'] });
  });
});

describe('a connection', () => {
  it('to where nothing listens', async () => {
    const { port } = await freePort();
    const walked = await walkTo({ port }, { equipment: bare() });
    expect(walked.end).toEqual(['connection', 'nothing-listens']);
    expect(walked.fault).toContain(`127.0.0.1:${port}`);
  });

  it('to what does not speak TLS, but HTTP', async () => {
    const where = await listenTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    expect((await walkTo(where, { equipment: bare() })).end).toEqual(['tls', 'no-tls']);
  });

  it('to what greets first, as mail servers do', async () => {
    const where = await listenTcp((socket) => socket.write('220 mail.example ESMTP\r\n'));
    expect((await walkTo(where, { equipment: bare() })).end).toEqual(['tls', 'no-tls']);
  });

  it('to what says nothing is waited for no longer than was told', async () => {
    const where = await listenTcp(() => undefined);
    const walked = await walkTo(where, { equipment: bare(), timeoutMs: 300 });
    expect(walked.end).toEqual(['tls', 'no-answer-in-time']);
    expect(walked.fault).toBe('nothing came within 300 ms');
  });

  it('that is closed within the handshake', async () => {
    const where = await listenTcp((socket) => socket.once('data', () => socket.destroy()));
    expect((await walkTo(where, { equipment: bare() })).end).toEqual(['tls', 'handshake-closed']);
  });

  it('that breaks off within the server’s words', async () => {
    // A record that promises more than comes.
    const where = await listenTcp((socket) =>
      socket.once('data', () => socket.end(Buffer.from('16030300500200', 'hex'))),
    );
    expect((await walkTo(where, { equipment: bare() })).end).toEqual(['tls', 'handshake-closed']);
  });
});

describe('without a kit', () => {
  it('it goes as far as the server asks, and says what a call needs', async () => {
    const where = await listenTls({ cast });
    const walked = await walkTo(where, { equipment: bare(cast.serverAuthority.certificate) });
    expect(walked.steps.map(({ name, state }) => [name, state]).slice(-2)).toEqual([
      ['asked', 'ok'],
      ['call', 'skipped'],
    ]);
    expect(walked.missing).toEqual(['--cert', '--key', '--request-key', '--response-key']);
  });

  it('so also where TLS 1.2 ends the handshake with whoever has no certificate', async () => {
    const where = await listenTls({ cast, tls: { maxVersion: 'TLSv1.2' } });
    const walked = await walkTo(where, { equipment: bare(cast.serverAuthority.certificate) });
    expect(walked.end).toEqual(['call', undefined]);
    expect(stepOf(walked, 'asked')?.found).toContain('without one it ends the handshake');
  });
});

describe('a walk to a service where all is well', () => {
  it.each([
    ['TLS 1.2 and 1.3', {}, ['TLSv1.3', 'TLSv1.2']],
    ['TLS 1.3 alone', { minVersion: 'TLSv1.3' }, ['TLSv1.3']],
    ['TLS 1.2 alone', { maxVersion: 'TLSv1.2' }, ['TLSv1.2']],
  ] as const)('with %s tells each step, and what the server asks for', async (_, tls, versions) => {
    const where = await listenTls({ cast, tls, answer: answerSealed(cast) });
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.steps.map(({ name, state }) => `${name} ${state}`)).toEqual(
      ['url', 'files', 'name', 'connection', 'tls', 'asked', 'call', 'answer', 'clock'].map(
        (name) => `${name} ok`,
      ),
    );
    expect(walked.steps.flatMap(({ notes }) => notes)).toEqual([]);
    expect(stepOf(walked, 'tls')?.facts).toMatchObject({
      versions,
      subject: 'localhost',
      issuers: ['Test server authority'],
      trusted: true,
    });
    expect(stepOf(walked, 'asked')?.facts).toMatchObject({
      authorities: ['Test client authority'],
      chainLength: 2,
    });
  });

  it.each([
    ['TLS_AES_128_GCM_SHA256'],
    ['TLS_AES_256_GCM_SHA384'],
    ['TLS_CHACHA20_POLY1305_SHA256'],
  ])('reads what it asks for through %s', async (ciphers) => {
    const tls = { ciphers, minVersion: 'TLSv1.3' } as const;
    const where = await listenTls({ cast, tls, answer: answerSealed(cast) });
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(stepOf(walked, 'tls')?.facts.cipher).toBe(ciphers);
    expect(stepOf(walked, 'asked')?.facts.authorities).toEqual(['Test client authority']);
  });

  it('shows no private key, and nothing of what was sent or answered', async () => {
    const insights = { id: 'c-1', secretive: 'somebody' };
    const where = await listenTls({ cast, answer: answerSealed(cast, { insights }) });
    const told = JSON.stringify(await walkTo(where, { equipment: cast.equipment }));
    expect(told).not.toMatch(/PRIVATE KEY|somebody|encryptedData/);
  });
});
