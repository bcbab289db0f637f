import { type Diagnosis, diagnose } from '@whorl/contract';
import { quoted } from '../retyped.ts';
import { judgeBaseUrl } from './base-url.ts';
import { judgeBody, type KnownKeys } from './body.ts';
import { judgeCertificateRequest } from './certificate-request.ts';
import { isOfficial, judgeOfficial, type Members, unwrapPlugin } from './configuration.ts';
import { configuredFiles } from './configured-files.ts';
import { judgeEnvironment } from './environment.ts';
import { type Collection, type ExaminedFile, fileOf } from './examined-file.ts';
import { judgeFingerprints } from './fingerprints.ts';
import { judgeByRole } from './judge-role.ts';
import { judgeAlias, judgeKeyStore } from './key-store.ts';
import { certificateFingerprintOf, keyFingerprintOf } from './keys.ts';
import { isSecret } from './recognise.ts';
import { judgeRelations } from './relations.ts';
import { judgeTransaction } from './transaction.ts';

/** A file, and all that is wrong with it, the gravest first. */
export interface Verdict {
  readonly file: ExaminedFile;
  readonly diagnoses: readonly Diagnosis[];
}

/** Judges files, each by itself, for what it is for, and all together. */
export async function judgeAll(collection: Collection): Promise<readonly Verdict[]> {
  const relations = judgeRelations(collection);
  const judged = collection.files.map((file) => {
    const related = relations.filter(({ path }) => path === file.path);
    const asWhatItIs = [
      ...judgeByRole(file, collection),
      ...related.map(({ diagnosis }) => diagnosis),
    ];
    return { file, asWhatItIs };
  });
  const sound = { ...collection, files: judged.filter(isSound).map(({ file }) => file) };
  return Promise.all(
    judged.map(async ({ file, asWhatItIs }) => {
      const found = [...asWhatItIs, ...(await judgeContent(file, sound))];
      return { file, diagnoses: gravestFirst(found) };
    }),
  );
}

/** A file that is not what it should be is no measure for others: else the wrong key's name would be asked for. */
const isSound = ({ asWhatItIs }: { readonly asWhatItIs: readonly Diagnosis[] }): boolean =>
  asWhatItIs.every(({ isNote }) => isNote);

/** So many of one file are told; whoever has more begins with these. */
const mostPerFile = 20;

/** Each once, the gravest first. */
function gravestFirst(found: readonly Diagnosis[]): readonly Diagnosis[] {
  const distinct = [...new Map(found.map((one) => [one.sentence, one])).values()];
  const faults = distinct.filter(({ isNote }) => !isNote);
  const notes = distinct.filter(({ isNote }) => isNote);
  return [...faults, ...notes].slice(0, mostPerFile);
}

async function judgeContent(
  file: ExaminedFile,
  collection: Collection,
): Promise<readonly Diagnosis[]> {
  const { content, path } = file;
  const requests = await Promise.all(content.requests.map(judgeCertificateRequest));
  return [
    ...(content.encryptedKeys > 0
      ? [diagnose('private-key-encrypted', { file: quoted(path) })]
      : []),
    ...requests.flat(),
    ...(content.keyStore === undefined ? [] : judgeKeyStore(file, content.keyStore)),
    ...(content.body === undefined ? [] : judgeText(file, collection)),
    ...(content.configuration === undefined
      ? []
      : judgeConfiguration(content.configuration, collection)),
    ...(file.isOpenToOthers && isSecret(content)
      ? [diagnose('secret-readable', { file: quoted(path) })]
      : []),
  ];
}

function judgeConfiguration(whole: Members, collection: Collection): readonly Diagnosis[] {
  const members = unwrapPlugin(whole);
  const baseUrl = Object.hasOwn(members, 'baseUrl') ? judgeBaseUrl(members.baseUrl) : undefined;
  const noPaths = configuredFiles(whole).filter(({ path }) => path === undefined);
  return [
    ...noPaths.map(({ member }) => diagnose('no-path', { member })),
    ...(isOfficial(members) ? judgeOfficial(members) : []),
    ...(baseUrl === undefined ? [] : [baseUrl]),
    ...judgeFingerprints(members, collection),
    ...judgeAlias(members.keyStoreAlias, fileOf(collection, 'responseKeyStore')),
    ...judgeEnvironment(members, collection),
  ];
}

/** A transaction, or a body that it is sealed in. */
function judgeText({ path, content }: ExaminedFile, collection: Collection) {
  const { kind, body = new Uint8Array() } = content;
  return kind === 'transaction'
    ? judgeTransaction(body, path)
    : judgeBody(body, knownKeys(collection));
}

function knownKeys(collection: Collection): KnownKeys {
  const request = fileOf(collection, 'requestKey');
  const response = fileOf(collection, 'responseKey', 'responseKeyStore');
  const client = fileOf(collection, 'certificate', 'keyStore');
  return {
    requestKey: keyFingerprintOf(request),
    requestCertificate: certificateFingerprintOf(request),
    responseKey: keyFingerprintOf(response),
    privateResponseKey: response?.content.privateKeys[0],
    clientKey: keyFingerprintOf(client),
    clientCertificate: certificateFingerprintOf(client),
  };
}
