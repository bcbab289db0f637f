import { createPublicKey, type KeyObject } from 'node:crypto';
import { spkiFingerprint } from '@whorl/contract';
import { describeCertificate } from '../pki/certificate.ts';
import { issueEncryptionCertificate } from '../pki/issue.ts';
import { privateForms, publicForms } from '../pki/key-forms.ts';
import { checkPublicKey, readPublicKey } from '../pki/public-key.ts';
import type { KeyPair, Project, RegistryReads, RevocationReason } from '../registry/registry.ts';
import { findByFingerprint } from './by-fingerprint.ts';
import type { Actor, Environment } from './environment.ts';
import { configFile, type HandOverFile, type KeyStoreForm, keyStoreFiles } from './hand-over.ts';
import type { Step } from './step.ts';
import { StepRefused } from './step-refused.ts';
import { takeKey } from './take-key.ts';
import { keyPairTold } from './told.ts';

/** A pair, and what the caller gets of it. */
export interface MadeKeyPair {
  readonly keyPair: KeyPair;
  readonly files: readonly HandOverFile[];
}

/** How a pair is asked for. */
export interface KeyPairWish {
  /** The caller's own public response key; without it one is made here and handed over once. */
  readonly responseKey?: string;
  readonly keyStore: KeyStoreForm;
}

/** A project that has more in use forgot to revoke. */
const mostActive = 50;

/**
 * Makes a Client Encryption Key, whose private half never leaves, and links it to a response key, whose
 * private half is never kept. A rotation is the same: both pairs work until the old one is revoked.
 *
 * @throws KeyFault for a key that cannot be used; RegistryConflict for one that is in use already
 */
export async function createKeyPair(
  environment: Environment,
  wish: KeyPairWish,
  step: Step,
): Promise<MadeKeyPair> {
  const request = await environment.makeKey();
  const response = await responseKeyOf(environment, wish);
  const requestPem = await carry(environment, 'Client Encryption Key', request.publicKey, step);
  const keyPair = rowOf(environment, { request, requestPem, response }, step.project);
  const files = await filesOf(environment, { keyPair, response, wish, step });
  const { fingerprint } = keyPair.responseKey;
  await takeKey(environment, fingerprint, () => add(environment, keyPair, step));
  return { keyPair, files };
}

const isActive = ({ status }: KeyPair): boolean => status === 'active';

const add = ({ registry }: Environment, keyPair: KeyPair, step: Step): Promise<void> =>
  registry.change(async (edits) => {
    const active = (await edits.listKeyPairs(keyPair.projectId)).filter(isActive);
    if (active.length >= mostActive)
      throw new StepRefused(
        'conflict',
        `The project has ${mostActive} pairs in use. Revoke those that are not used any more.`,
      );
    await edits.addKeyPair(keyPair);
    await edits.audit({
      atMs: keyPair.createdAtMs,
      actor: step.actor,
      operation: step.operation,
      target: keyPair.requestKey.fingerprint,
      details: keyPairTold(keyPair),
    });
  });

/** @throws RegistryConflict when it is not active any more */
export async function revokeKeyPair(
  { registry, clock }: Environment,
  { projectId, requestKey: { fingerprint } }: KeyPair,
  { reason, actor }: { readonly reason: RevocationReason; readonly actor: Actor },
): Promise<KeyPair> {
  const atMs = clock.nowMs();
  return registry.change(async (edits) => {
    await edits.revokeKeyPair(fingerprint, { atMs, reason });
    const details = { reason };
    await edits.audit({ atMs, actor, operation: 'key.revoke', target: fingerprint, details });
    const pairs = await edits.listKeyPairs(projectId);
    return pairs.find(({ requestKey }) => requestKey.fingerprint === fingerprint) as KeyPair;
  });
}

/** One of a project's by the request key's fingerprint, the certificate's, or the beginning of either. */
export async function findKeyPair(
  registry: RegistryReads,
  { id, name }: Project,
  start: string,
): Promise<KeyPair> {
  return findByFingerprint(await registry.listKeyPairs(id), {
    start,
    fingerprintsOf: ({ requestKey }) => [requestKey.fingerprint, requestKey.certificateFingerprint],
    nothing: `${name} has no Client Encryption Key with this fingerprint.`,
  });
}

/** The public half of a request key in every form. */
export function requestKeyFiles({ requestKey }: KeyPair): readonly HandOverFile[] {
  const { pem, publicKeyPem, der, jwk } = publicForms(requestKey.certificatePem);
  const what = 'the public Client Encryption Key: you, to encrypt requests';
  return [
    { name: 'request-key.pem', content: pem, secret: false, what: `${what} (certificate)` },
    { name: 'request-key.der', content: der, secret: false, what: 'the same certificate, DER' },
    {
      name: 'request-key.public.pem',
      content: publicKeyPem,
      secret: false,
      what: 'the same, as a bare public key',
    },
    {
      name: 'request-key.jwk.json',
      content: `${JSON.stringify(jwk, undefined, 2)}\n`,
      secret: false,
      what: 'the same, as a JWK',
    },
  ];
}

interface ResponseKey {
  readonly publicKey: KeyObject;
  readonly privateKey?: KeyObject;
}

async function responseKeyOf(
  { makeKey }: Environment,
  { responseKey }: KeyPairWish,
): Promise<ResponseKey> {
  if (responseKey === undefined) return makeKey();
  const publicKey = readPublicKey(responseKey);
  checkPublicKey(publicKey, 'rsa');
  return { publicKey };
}

function carry(
  { authorities, clock, settings, random }: Environment,
  commonName: string,
  publicKey: KeyObject,
  { project }: Step,
): Promise<string> {
  const options = {
    signer: authorities.current().clientIssuer,
    nowMs: clock.nowMs(),
    validityDays: settings.encryptionKeyDays,
    random,
  };
  return issueEncryptionCertificate(options, {
    commonName,
    organisation: project.company,
    publicKey,
  });
}

interface Made {
  readonly request: { readonly privateKey: KeyObject };
  readonly requestPem: string;
  readonly response: ResponseKey;
}

function rowOf(
  { keyring, clock }: Environment,
  { request, requestPem, response }: Made,
  { id }: Project,
): KeyPair {
  const { keyFingerprint, sha256, notAfterMs } = describeCertificate(requestPem);
  const pkcs8 = request.privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    projectId: id,
    status: 'active',
    requestKey: {
      fingerprint: keyFingerprint,
      certificateFingerprint: sha256,
      certificatePem: requestPem,
      wrappedPrivateKey: keyring.wrap(`request-key:${keyFingerprint}`, pkcs8),
      notAfterMs,
    },
    responseKey: {
      fingerprint: spkiFingerprint(response.publicKey),
      publicKeyPem: response.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      origin: response.privateKey === undefined ? 'brought' : 'made',
    },
    createdAtMs: clock.nowMs(),
  };
}

interface FileNeeds {
  readonly keyPair: KeyPair;
  readonly response: ResponseKey;
  readonly wish: KeyPairWish;
  readonly step: Step;
}

async function filesOf(
  environment: Environment,
  { keyPair, response, wish, step }: FileNeeds,
): Promise<readonly HandOverFile[]> {
  const { requestKey, responseKey } = keyPair;
  const config = configFile({
    requestKeyFingerprint: requestKey.fingerprint,
    requestKeyCertificateFingerprint: requestKey.certificateFingerprint,
    responseKeyFingerprint: responseKey.fingerprint,
    keyStoreAlias: response.privateKey === undefined ? undefined : 'response',
  });
  const handed =
    response.privateKey === undefined
      ? []
      : await responseKeyFiles(environment, response.privateKey, wish, step);
  return [...requestKeyFiles(keyPair), ...handed, config];
}

async function responseKeyFiles(
  environment: Environment,
  key: KeyObject,
  { keyStore }: KeyPairWish,
  step: Step,
): Promise<readonly HandOverFile[]> {
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { pem, der, jwk } = privateForms(privateKey);
  const { clientIssuer, clientRoot } = environment.authorities.current();
  const certificate = await carry(environment, 'Response Key', createPublicKey(key), step);
  const what = 'the private response key: you, to decrypt answers';
  return [
    { name: 'response-key.pem', content: pem, secret: true, what },
    { name: 'response-key.der', content: der, secret: true, what: 'the same, PKCS#8 in DER' },
    {
      name: 'response-key.jwk.json',
      content: `${JSON.stringify(jwk, undefined, 2)}\n`,
      secret: true,
      what: 'the same, as a JWK',
    },
    ...(await keyStoreFiles({
      privateKey,
      certificates: [certificate, clientIssuer.certificate, clientRoot.certificate],
      name: 'response-key',
      form: keyStore,
    })),
  ];
}
