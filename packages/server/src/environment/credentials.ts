import { generateKeyPair, type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import type { Authorities } from '../pki/authority.ts';
import {
  type IssueOptions,
  issueClientCertificate,
  issueEncryptionCertificate,
} from '../pki/issue.ts';
import type { Keyring } from '../pki/keyring.ts';
import { writePkcs12 } from '../pki/pkcs12.ts';
import type { Credential, KeyPair, Project } from '../registry/registry.ts';

export interface MakeOptions {
  readonly authorities: Authorities;
  readonly keyring: Keyring;
  readonly project: Project;
  readonly nowMs: number;
}

/** A certificate and its private key, PEM. */
interface Holder {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A caller's credentials: what the registry keeps, and what the caller holds. */
export interface MadeCredentials {
  readonly credential: Credential;
  readonly keyPair: KeyPair;
  readonly project: string;
  readonly client: Holder;
  /** The caller's half of the pair that answers are sealed with. */
  readonly response: Holder;
}

const company = 'Demo Company';
const validityDays = 397;
const generateRsa = () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 });

/**
 * Makes a client certificate and a pair of encryption keys. The private half of the request key stays
 * here, wrapped; the private halves of the other two go to the caller and are not kept.
 */
export async function makeCredentials(options: MakeOptions): Promise<MadeCredentials> {
  const { authorities, nowMs, project, keyring } = options;
  const [client, request, response] = await Promise.all([
    generateRsa(),
    generateRsa(),
    generateRsa(),
  ]);
  const signing = { signer: authorities.clientIssuer, nowMs, validityDays, random: randomBytes };
  const commonName = commonNameOf(project);
  const subject = { commonName, organisation: company };
  const clientPem = await issueClientCertificate(signing, {
    ...subject,
    publicKey: client.publicKey,
  });
  const [requestPem, responsePem] = await Promise.all([
    carry(signing, 'Client Encryption Key', request.publicKey),
    carry(signing, 'Response Key', response.publicKey),
  ]);
  const wrappedPrivateKey = keyring.wrap(
    'request-key',
    request.privateKey.export({ type: 'pkcs8', format: 'der' }),
  );
  const requestKey = { ...fingerprints(requestPem), certificatePem: requestPem, wrappedPrivateKey };
  return {
    project: project.name,
    credential: credentialOf(clientPem, project),
    keyPair: {
      projectId: project.id,
      status: 'active',
      requestKey,
      responseKey: publicHalf(responsePem),
    },
    client: { certificate: clientPem, privateKey: toPem(client.privateKey) },
    response: { certificate: responsePem, privateKey: toPem(response.privateKey) },
  };
}

/** `<unique>-Client-<ENV>-<company id>`, as the commercial service's portal names them. */
const commonNameOf = ({ name }: Project): string =>
  `${randomBytes(4).toString('hex')}-Client-MTF-${name}`.slice(0, 64);

const carry = (options: IssueOptions, commonName: string, publicKey: KeyObject): Promise<string> =>
  issueEncryptionCertificate(options, { commonName, organisation: company, publicKey });

const toPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function fingerprints(pem: string) {
  const { publicKey, raw } = new X509Certificate(pem);
  return {
    fingerprint: spkiFingerprint(publicKey),
    certificateFingerprint: certificateFingerprint(raw),
  };
}

function publicHalf(pem: string): KeyPair['responseKey'] {
  const { publicKey } = new X509Certificate(pem);
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { fingerprint: spkiFingerprint(publicKey), publicKeyPem };
}

function credentialOf(pem: string, { id }: Project): Credential {
  const certificate = new X509Certificate(pem);
  return {
    sha256: certificateFingerprint(certificate.raw),
    projectId: id,
    commonName: /CN=(.*)/.exec(certificate.subject)?.[1] ?? '',
    status: 'active',
    notBeforeMs: Date.parse(certificate.validFrom),
    notAfterMs: Date.parse(certificate.validTo),
  };
}

/** The names of the files a caller gets. */
export const credentialFileNames = [
  'ca.pem',
  'client.pem',
  'client.key',
  'client.p12',
  'client.p12.pass',
  'request-key.pem',
  'response-key.pem',
  'response-key.p12',
  'response-key.p12.pass',
  'config.json',
] as const;

/** The files a caller gets: which file is which is in the README. */
export async function credentialFiles(
  made: MadeCredentials,
  { clientIssuer, clientRoot, serverRoot }: Authorities,
): Promise<Record<(typeof credentialFileNames)[number], string | Uint8Array>> {
  const chain = [clientIssuer.certificate, clientRoot.certificate] as const;
  const [client, response] = await Promise.all([
    keyStore(made.client, chain, 'client'),
    keyStore(made.response, chain, 'response'),
  ]);
  const config = {
    requestKeyFingerprint: made.keyPair.requestKey.fingerprint,
    responseKeyFingerprint: made.keyPair.responseKey.fingerprint,
    keyStoreAlias: 'response',
    project: made.project,
  };
  return {
    'ca.pem': serverRoot.certificate,
    'client.pem': made.client.certificate + clientIssuer.certificate,
    'client.key': made.client.privateKey,
    'client.p12': client.file,
    'client.p12.pass': `${client.passphrase}\n`,
    'request-key.pem': made.keyPair.requestKey.certificatePem,
    'response-key.pem': made.response.privateKey,
    'response-key.p12': response.file,
    'response-key.p12.pass': `${response.passphrase}\n`,
    'config.json': `${JSON.stringify(config, undefined, 2)}\n`,
  };
}

async function keyStore(holder: Holder, chain: readonly string[], friendlyName: string) {
  const passphrase = randomBytes(18).toString('base64url');
  const certificates = [holder.certificate, ...chain] as const;
  const { privateKey } = holder;
  return {
    passphrase,
    file: await writePkcs12({ privateKey, certificates, friendlyName, passphrase }),
  };
}
