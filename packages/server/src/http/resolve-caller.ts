import { randomUUID } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { type Diagnosis, diagnose, type Fault, Refusal } from '@whorl/contract';
import type { Clock } from '../config/clock.ts';
import type { Caller } from '../pipeline/caller.ts';
import type { ExaminedCertificate } from '../pki/examine.ts';
import type { Credential, Project, Registry } from '../registry/registry.ts';
import type { Log } from '../telemetry/log.ts';
import type { RememberRefusal } from './remember-refusal.ts';

/** Examines a peer certificate's bytes; `undefined` is "none was sent". Pure. */
export type Examine = (der: Uint8Array | undefined) => ExaminedCertificate;

/** Says who calls on a connection, anew for every request. */
export type ResolveCaller = (socket: TLSSocket, nowMs: number) => Promise<Caller>;

/**
 * The caller is derived from the peer certificate's bytes on every request: `socket.authorized` is
 * never read, since a session opened without a certificate resumes as authorised. The one look-up
 * by the certificate's SHA-256 makes revocation and expiry effective at once, on live and resumed
 * connections alike. A certificate that was made elsewhere is taken only where those very bytes were
 * registered.
 *
 * @throws CallerRefused (from what this returns) `invalid-client-cert`, `unauthorized` or `not-entitled`
 */
export function createResolveCaller(registry: Registry, examine: Examine): ResolveCaller {
  const examined = new WeakMap<TLSSocket, ExaminedCertificate>();

  function examineOnce(socket: TLSSocket): ExaminedCertificate {
    const known = examined.get(socket);
    if (known !== undefined) return known;
    const result = examine(socket.getPeerX509Certificate()?.raw);
    examined.set(socket, result);
    return result;
  }

  return async (socket, nowMs) => {
    const certificate = examineOnce(socket);
    const { sha256 } = certificate;
    const credential = sha256 === undefined ? undefined : await registry.findCredential(sha256);
    const isPinned = credential?.origin === 'registered';
    const verdict = isPinned ? certificate.judgePinned(nowMs) : certificate.judge(nowMs);
    if (!verdict.ok) throw badCertificate(verdict.diagnosis, credential);
    const known = requireActive(credential);
    const project = await registry.findProject(known.projectId);
    return { credential: known, project: requireEntitled(project, known) };
  };
}

/** A caller that is refused for who it is. */
export class CallerRefused extends Refusal {
  /** The project that the certificate is registered with, good or not. */
  readonly projectId: string | undefined;

  constructor(fault: Fault, credential: Credential | undefined) {
    super([fault]);
    this.projectId = credential?.projectId;
  }
}

/** What a listener closes connections with. */
export interface StrangerCloser {
  readonly resolveCaller: ResolveCaller;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Tells the operator what the caller is not told. */
  readonly log: Log;
  /** Where refused calls are kept: in the sandbox. */
  readonly remember?: RememberRefusal;
}

/**
 * For listeners that close instead of explaining: destroys a connection whose certificate is not accepted,
 * before a request of it is read.
 */
export const createStrangerCloser =
  ({ resolveCaller, clock, log, remember }: StrangerCloser) =>
  (socket: TLSSocket): void => {
    const atMs = clock.nowMs();
    resolveCaller(socket, atMs).catch((error: unknown) => {
      if (!(error instanceof CallerRefused && isBadCertificate(error))) return;
      const id = randomUUID();
      const { reasonCode, note, projectId: project } = error;
      // Where a request of it was refused meanwhile, that is remembered.
      if (!socket.destroyed) remember?.({ id, atMs, refusal: error, project, socket });
      socket.destroy();
      log.info('closed', { correlationId: id, reasonCode, note });
    });
  };

/** Whether a refusal is about the certificate itself, not about what its holder may do. */
export const isBadCertificate = ({ faults }: Refusal): boolean =>
  faults.some(({ code }) => code === 'invalid-client-cert');

const badCertificate = (diagnosis: Diagnosis, credential?: Credential): CallerRefused =>
  new CallerRefused({ code: 'invalid-client-cert', diagnosis }, credential);

function requireActive(credential: Credential | undefined): Credential {
  if (credential === undefined) throw badCertificate(diagnose('not-registered'));
  if (credential.status === 'revoked')
    throw badCertificate(diagnose('certificate-revoked'), credential);
  if (credential.status === 'suspended') throw suspended('credential-suspended', credential);
  return credential;
}

function requireEntitled(project: Project | undefined, credential: Credential): Project {
  if (project === undefined || project.status === 'suspended')
    throw suspended('project-suspended', credential);
  if (!project.entitled)
    throw new CallerRefused(
      { code: 'not-entitled', diagnosis: diagnose('not-entitled') },
      credential,
    );
  return project;
}

const suspended = (
  fault: 'credential-suspended' | 'project-suspended',
  credential: Credential,
): CallerRefused =>
  new CallerRefused({ code: 'unauthorized', diagnosis: diagnose(fault) }, credential);
