import { type Diagnosis, diagnose } from '@whorl/contract';
import { isForClients } from './certificate.ts';
import { type Collection, type ExaminedFile, type FileFault, fileOf } from './examined-file.ts';
import { keyFingerprintOf } from './keys.ts';

/** What is wrong between files: keys that do not belong together, and one key in two places. Pure. */
export const judgeRelations = (collection: Collection): readonly FileFault[] => [
  ...mismatchedKeys(collection),
  ...mixedUpKeys(collection),
];

/** A private key beside the one certificate that it must be the key of. */
function mismatchedKeys(collection: Collection): readonly FileFault[] {
  const certificate = fileOf(collection, 'certificate') ?? onlyCertificate(collection);
  const [leaf] = certificate?.content.certificates ?? [];
  if (certificate === undefined || leaf === undefined) return [];
  return candidates(collection)
    .filter(({ content }) => content.privateKeys.length > 0)
    .filter(({ content }) => !content.privateKeys.some((key) => leaf.checkPrivateKey(key)))
    .map((file) => found(file, diagnose('key-mismatch', { certificate: certificate.path })));
}

function onlyCertificate({ files }: Collection): ExaminedFile | undefined {
  const holders = files.filter(
    ({ role, content }) =>
      role === undefined && content.kind !== 'key-store' && content.certificates.length > 0,
  );
  const forClients = holders.filter(({ content }) => content.certificates.some(isForClients));
  const [only, ...more] = forClients.length > 0 ? forClients : holders;
  return more.length === 0 ? only : undefined;
}

/** The key by its role; else the only one that was brought without one. */
function candidates(collection: Collection): readonly ExaminedFile[] {
  const named = fileOf(collection, 'privateKey');
  if (named !== undefined) return [named];
  const bare = collection.files.filter(
    ({ role, content }) =>
      role === undefined && content.kind !== 'key-store' && content.privateKeys.length > 0,
  );
  return bare.length === 1 ? bare : [];
}

/** A file that is not of the kind it should be is told so, and not that it is the other key. */
function mixedUpKeys(collection: Collection): readonly FileFault[] {
  const request = fileOf(collection, 'requestKey');
  const response = fileOf(collection, 'responseKey', 'responseKeyStore');
  const requestKey = request?.content.privateKeys.length === 0 && keyFingerprintOf(request);
  const responseKey = response?.content.privateKeys.length !== 0 && keyFingerprintOf(response);
  const clientKey = keyFingerprintOf(fileOf(collection, 'certificate', 'keyStore'));
  return [
    ...(request && requestKey && requestKey === responseKey
      ? [found(request, diagnose('request-key-is-response-key', { fingerprint: requestKey }))]
      : []),
    ...(request && requestKey && requestKey === clientKey
      ? [found(request, diagnose('request-key-is-client-certificate'))]
      : []),
    ...(response && responseKey && responseKey === clientKey
      ? [found(response, diagnose('response-key-is-client-key'))]
      : []),
  ];
}

const found = ({ path }: ExaminedFile, diagnosis: Diagnosis): FileFault => ({ path, diagnosis });
