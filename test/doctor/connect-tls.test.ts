import { beforeAll, describe, expect, it } from 'vitest';
import { profiles } from '../../packages/server/src/pki/certificate.ts';
import { hasProgram } from '../support/programs.ts';
import {
  type Cast,
  holderOf,
  makeCast,
  ownHosts,
  sign,
  signByOpenssl,
  stepOf,
  walkTo,
} from './connect-cast.ts';
import { answerSealed, listenAsOpenssl, listenTcp, listenTls } from './connect-listeners.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const hourMs = 3_600_000;

/** The way to a service with this in place of what is usual. */
const walkWith = async (tls: Parameters<typeof listenTls>[0]['tls'], part: object = {}) => {
  const where = await listenTls({ cast, ...(tls && { tls }), answer: answerSealed(cast) });
  return walkTo(where, { equipment: { ...cast.equipment, ...part } });
};

describe("a server's certificate", () => {
  it('from an authority that is not trusted', async () => {
    const other = await sign({ commonName: 'Another', profile: profiles.serverRoot });
    const walked = await walkWith(holderOf(await sign({ hosts: ownHosts }, other)));
    expect(walked.end).toEqual(['tls', 'server-untrusted']);
    expect(walked.fault).toContain('(Another)');
  });

  it('that vouches for itself', async () => {
    const walked = await walkWith(holderOf(await sign({ commonName: 'me', hosts: ownHosts })));
    expect(walked.end).toEqual(['tls', 'server-untrusted']);
    expect(walked.fault).toContain('(me)');
  });

  it('where the authorities of the system are all there is', async () => {
    const { ca: _, ...tls } = { ca: '', ...cast.client };
    const walked = await walkWith({}, { ca: undefined, tls });
    expect(walked.end).toEqual(['tls', 'server-untrusted']);
  });

  it('from another authority of the same name, as of a data folder begun anew', async () => {
    const content = { commonName: 'Test server authority', profile: profiles.serverRoot };
    const again = holderOf(await sign({ hosts: ownHosts }, await sign(content)));
    expect((await walkWith(again)).end).toEqual(['tls', 'server-namesake']);
  });

  it('that expired', async () => {
    const dates = { beginsMs: -2 * hourMs, endsMs: -hourMs };
    const walked = await walkWith(
      holderOf(await sign({ hosts: ownHosts, ...dates }, cast.serverAuthority)),
    );
    expect(walked.end).toEqual(['tls', 'certificate-expired']);
    expect(walked.fault).toMatch(/^the server's certificate expired 20/);
  });

  it('that is not valid yet', async () => {
    const dates = { beginsMs: hourMs };
    const walked = await walkWith(
      holderOf(await sign({ hosts: ownHosts, ...dates }, cast.serverAuthority)),
    );
    expect(walked.end).toEqual(['tls', 'certificate-not-yet-valid']);
  });

  it('for other names', async () => {
    const hosts = ['api.example.com', '192.0.2.7'];
    const walked = await walkWith(holderOf(await sign({ hosts }, cast.serverAuthority)));
    expect(walked.end).toEqual(['tls', 'server-name']);
    expect(walked.fault).toContain('than localhost (api.example.com, 192.0.2.7)');
  });

  it('that is for clients', async () => {
    const content = { hosts: ownHosts, profile: profiles.client };
    const walked = await walkWith(holderOf(await sign(content, cast.clientAuthority)), {
      ca: cast.clientAuthority.certificate,
      tls: { ...cast.client, ca: cast.clientAuthority.certificate },
    });
    expect(walked.end).toEqual(['tls', 'server-certificate-unusable']);
    expect(walked.fault).toContain('INVALID_PURPOSE');
  });
});

describe.skipIf(!hasProgram('openssl', ['version']))('a chain', () => {
  it('that lacks its issuer, as public authorities have it', async () => {
    const { cert, key } = signByOpenssl(cast.serverAuthority, [
      'subjectAltName=DNS:localhost',
      'authorityInfoAccess=caIssuers;URI:http://ca.example/issuer.crt',
    ]);
    const { client } = cast;
    const walked = await walkWith({ cert, key }, { ca: undefined, tls: client });
    expect(walked.end).toEqual(['tls', 'server-chain-incomplete']);
    expect(walked.fault).toContain('(Test server authority)');
  });
});

describe('a chain of fifty', () => {
  it('is told by its first five issuers', async () => {
    const others = await Promise.all(
      Array.from({ length: 50 }, (_, at) => sign({ commonName: `Authority ${at}` })),
    );
    const cert = [cast.server.cert, ...others.map(({ certificate }) => certificate)].join('');
    const walked = await walkWith({ cert });
    expect(walked.end).toEqual(['clock', undefined]);
    const found = stepOf(walked, 'tls')?.found.find((line) => line.startsWith('issued by'));
    expect(found).toMatch(/^issued by Test server authority(, that by Authority \d){4}, and so on/);
    expect(found).toMatch(/ by 46 more$/);
  });
});

describe('versions and ciphers', () => {
  it('of yesterday alone are not spoken', async () => {
    const tls = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const walked = await walkWith(tls as object);
    expect(walked.end).toEqual(['tls', 'no-common-tls']);
  });

  it('that are not shared', async () => {
    // 0x15: an alert; fatal (2), handshake_failure (40).
    const where = await listenTcp((socket) =>
      socket.once('data', () => socket.end(Buffer.from('15030300020228', 'hex'))),
    );
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.end).toEqual(['tls', 'no-common-cipher']);
  });

  it('of a server that knows no such name', async () => {
    // unrecognized_name (112), RFC 6066 §3.
    const where = await listenTcp((socket) =>
      socket.once('data', () => socket.end(Buffer.from('15030300020270', 'hex'))),
    );
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.end).toEqual(['tls', 'server-name-unknown']);
  });

  it('of a server that has a fault of its own', async () => {
    // internal_error (80).
    const where = await listenTcp((socket) =>
      socket.once('data', () => socket.end(Buffer.from('15030300020250', 'hex'))),
    );
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.end).toEqual(['tls', 'handshake-failed']);
    expect(walked.fault).toContain('INTERNAL_ERROR');
  });
});

const versions = [['TLSv1.2'], ['TLSv1.3']] as const;

describe.each(versions)('what a server asks for with %s', (version) => {
  const only = { minVersion: version, maxVersion: version } as const;

  it('may be nothing', async () => {
    const walked = await walkWith({ ...only, requestCert: false });
    expect(walked.end).toEqual(['asked', 'no-certificate-asked']);
  });

  it('may be of others: noted, and the call is made all the same', async () => {
    const other = await sign({ commonName: 'Others', profile: profiles.clientIssuer });
    const walked = await walkWith({ ...only, ca: other.certificate, rejectUnauthorized: false });
    const [note] = stepOf(walked, 'asked')?.notes ?? [];
    expect(note?.fault).toContain('(Test client authority) is not among those');
    expect(walked.end).toEqual(['clock', undefined]);
  });

  it('may be announced in hundreds', async () => {
    const ca = await Promise.all(
      Array.from({ length: 300 }, (_, at) =>
        sign({
          commonName: `Authority ${at} ${'x'.repeat(60)}`.slice(0, 64),
          profile: profiles.clientIssuer,
        }),
      ),
    );
    const walked = await walkWith({
      ...only,
      ca: [...ca.map(({ certificate }) => certificate), cast.clientAuthority.certificate],
    });
    expect(walked.end).toEqual(['clock', undefined]);
    expect(stepOf(walked, 'asked')?.facts.authorities).toHaveLength(301);
    expect(stepOf(walked, 'asked')?.found.join(' ')).toContain('or by 296 others');
  });

  it('is not met by a certificate that it does not take', async () => {
    const other = await sign({ commonName: 'Others', profile: profiles.clientIssuer });
    const walked = await walkWith({ ...only, ca: other.certificate });
    // With TLS 1.3 a client learns of it where it waits for its answer.
    const at = version === 'TLSv1.2' ? 'asked' : 'call';
    expect(walked.end[0]).toBe(at);
    expect(['certificate-refused', 'closed-unanswered']).toContain(walked.end[1]);
    expect(stepOf(walked, 'asked')?.notes).toHaveLength(1);
  });

  it.skipIf(!hasProgram('openssl', ['version']))('refuses others with an alert', async () => {
    const other = await sign({ commonName: 'Others', profile: profiles.clientIssuer });
    const where = await listenAsOpenssl({ ...cast.server, ca: other.certificate, version });
    const walked = await walkTo(where, { equipment: cast.equipment });
    expect(walked.end).toEqual(['asked', 'certificate-refused']);
    expect(walked.fault).toMatch(/ALERT_UNKNOWN_CA/);
  });
});
