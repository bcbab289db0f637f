import { X509Certificate } from 'node:crypto';
import { diagnose } from '@whorl/contract';
import { minuteOf } from '../../visible.ts';
import { commonNameOf, isoOf } from '../certificate-words.ts';
import { judgeServer } from './judge-server.ts';
import { codeOf, type Place, platformFault } from './platform-fault.ts';
import type { Kit } from './read-kit.ts';
import { type Finding, type Seen, StepFault } from './step.ts';
import { issuerOf, speakingName } from './tls/distinguished-name.ts';
import { type Handshake, type HandshakeOptions, shakeHands } from './tls/handshake.ts';
import type { ServerFlight } from './tls/server-flight.ts';

/** With whom to speak TLS, and as whom. */
export interface Greeting extends Pick<HandshakeOptions, 'port' | 'signal'> {
  /** Its `address` is that of the connection alone, without the port. */
  readonly ip: string;
  readonly place: Place;
  readonly kit: Kit;
  readonly nowMs: number;
}

/** What the server said of itself, and what it thinks of us so far. */
export interface Greeted {
  readonly flight: ServerFlight;
  /** The certificate that was, or would be, shown. */
  readonly own: X509Certificate | undefined;
  /** The code of its refusal of a client without an accepted certificate; nothing where the handshake ended well. */
  readonly refusal: string | undefined;
}

const oldest = 'TLSv1.2';

/**
 * Shakes hands as a client of this API does, and judges the server's certificate. A second handshake sees whether
 * TLS 1.2 is spoken beside TLS 1.3.
 *
 * @throws StepFault
 */
export async function greetServer(greeting: Greeting): Promise<Finding<Greeted>> {
  const { kit, place, nowMs } = greeting;
  const handshake = await shakeHands(optionsOf(greeting, {}));
  const refusal = judgeFailure(handshake, place);
  const { session, flight } = handshake;
  const chain = readChain(handshake);
  const versions =
    session?.version === oldest || session === undefined
      ? [oldest]
      : [session.version, ...((await speaksOldest(greeting)) ? [oldest] : [])];
  const seen = describe({ versions, cipher: session?.cipher, chain });
  const judged = { chain, authorities: kit.authorities, host: place.host, nowMs };
  if (session?.distrust !== undefined)
    throw new StepFault(judgeServer(session.distrust, judged), seen);
  const own = kit.chain[0] ?? session?.own;
  return { value: { flight, own, refusal }, ...withTrust(seen, session && kit) };
}

const optionsOf = (
  { ip, port, place, kit, signal }: Greeting,
  versions: { readonly maxVersion?: typeof oldest },
): HandshakeOptions => ({
  ...{ address: ip, port, host: place.host, signal },
  context: { ...kit.context, minVersion: oldest, ...versions },
});

async function speaksOldest(greeting: Greeting): Promise<boolean> {
  const { session, flight } = await shakeHands(optionsOf(greeting, { maxVersion: oldest }));
  return session !== undefined || flight.certificates.length > 0;
}

const closed = /^(ECONNRESET|EPIPE|ECONNABORTED)$/;

/** A failure after a request for a certificate is about that; any other ends the way. @throws StepFault */
function judgeFailure({ failure, flight }: Handshake, place: Place): string | undefined {
  if (failure === undefined) return undefined;
  const code = codeOf(failure);
  if (flight.request !== undefined && (code.includes('ALERT') || closed.test(code))) return code;
  const [leaf] = flight.certificates;
  if (leaf !== undefined && !isReadable(leaf))
    throw new StepFault(diagnose('server-certificate-unusable', { code }));
  throw new StepFault(
    closed.test(code) ? diagnose('handshake-closed') : platformFault(failure, place),
  );
}

/** Whether the platform makes anything of a certificate, and of the kind of its key. */
function isReadable(der: Buffer): boolean {
  try {
    return new X509Certificate(der).publicKey !== undefined;
  } catch {
    return false;
  }
}

/** As it was sent; where that could not be read, its first as the platform has it. */
function readChain({ flight, session }: Handshake): readonly X509Certificate[] {
  const sent = flight.certificates.flatMap((der) => {
    try {
      return [new X509Certificate(der)];
    } catch {
      return [];
    }
  });
  return sent.length === 0 && session?.peer !== undefined ? [session.peer] : sent;
}

interface Described {
  readonly versions: readonly string[];
  readonly cipher: string | undefined;
  readonly chain: readonly X509Certificate[];
}

function describe({ versions, cipher, chain }: Described): Seen {
  const [leaf] = chain;
  const spoken = versions.map((version) => version.replace('v', ' ')).join(' and ');
  const subject = leaf && commonNameOf(leaf);
  const until = leaf && (isoOf(leaf.validTo) || undefined);
  const issuers = [...new Set(chain.map(({ raw }) => speakingName(issuerOf(raw))))];
  return {
    found: [
      cipher === undefined ? spoken : `${spoken}, ${cipher}`,
      ...(subject === undefined ? [] : [subject + (until ? `, until ${minuteOf(until)}` : '')]),
      ...(issuers.length === 0 ? [] : [describeIssuers(issuers)]),
    ],
    facts: { versions, cipher, subject, until, issuers },
  };
}

const shownIssuers = 5;

function describeIssuers(issuers: readonly string[]): string {
  const more = issuers.length - shownIssuers;
  const shown = issuers.slice(0, shownIssuers).join(', that by ');
  return `issued by ${shown}${more > 0 ? `, and so on by ${more} more` : ''}`;
}

/** Whose authorities vouch for it; nobody was asked where the handshake ended before. */
function withTrust({ found, facts }: Seen, kit: Kit | undefined): Seen {
  if (kit === undefined) return { found, facts: { ...facts, trusted: false } };
  const trust =
    kit.authorities.length > 0
      ? 'trusted, by the authorities of the kit'
      : 'trusted, by the authorities of Node.js';
  return { found: [...found, trust], facts: { ...facts, trusted: true } };
}
