import type { TLSSocket } from 'node:tls';
import { type Diagnosis, diagnose, Refusal } from '@whorl/contract';
import type { Clock } from '../config/clock.ts';
import type { Caller } from '../pipeline/caller.ts';
import type { ExaminedCertificate } from '../pki/examine.ts';
import type { Credential, Project, Registry } from '../registry/registry.ts';
import type { Log } from '../telemetry/log.ts';

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
 * @throws Refusal (from what this returns) `invalid-client-cert`, `unauthorized` or `not-entitled`
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
    if (!verdict.ok) throw badCertificate(verdict.diagnosis);
    const known = requireActive(credential);
    const project = await registry.findProject(known.projectId);
    return { credential: known, project: requireEntitled(project) };
  };
}

/** What a listener closes connections with. */
export interface StrangerCloser {
  readonly resolveCaller: ResolveCaller;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Tells the operator what the caller is not told. */
  readonly log: Log;
}

/**
 * For listeners that close instead of explaining: destroys a connection whose certificate is not accepted,
 * before a request of it is read.
 */
export const createStrangerCloser =
  ({ resolveCaller, clock, log }: StrangerCloser) =>
  (socket: TLSSocket): void => {
    resolveCaller(socket, clock.nowMs()).catch((error: unknown) => {
      if (!(error instanceof Refusal && isBadCertificate(error))) return;
      socket.destroy();
      log.info('closed', { reasonCode: error.reasonCode, note: error.note });
    });
  };

/** Whether a refusal is about the certificate itself, not about what its holder may do. */
export const isBadCertificate = ({ faults }: Refusal): boolean =>
  faults.some(({ code }) => code === 'invalid-client-cert');

const badCertificate = (diagnosis: Diagnosis): Refusal =>
  new Refusal([{ code: 'invalid-client-cert', diagnosis }]);

function requireActive(credential: Credential | undefined): Credential {
  if (credential === undefined) throw badCertificate(diagnose('not-registered'));
  if (credential.status === 'revoked') throw badCertificate(diagnose('certificate-revoked'));
  if (credential.status === 'suspended') throw suspended('credential-suspended');
  return credential;
}

function requireEntitled(project: Project | undefined): Project {
  if (project === undefined || project.status === 'suspended') throw suspended('project-suspended');
  if (!project.entitled)
    throw new Refusal([{ code: 'not-entitled', diagnosis: diagnose('not-entitled') }]);
  return project;
}

const suspended = (fault: 'credential-suspended' | 'project-suspended'): Refusal =>
  new Refusal([{ code: 'unauthorized', diagnosis: diagnose(fault) }]);
