import { type Diagnosis, diagnose } from '@whorl/contract';
import { isForClients, judgeCertificate, judgeClientChain, judgeKey } from './certificate.ts';
import { type Content, describe, holdsNothing } from './content.ts';
import type { ExaminedFile } from './examined-file.ts';
import { publicKeyOf } from './keys.ts';
import type { Role } from './role.ts';

interface Ground {
  readonly nowMs: number;
}

type Judge = (content: Content, ground: Ground) => readonly Diagnosis[];

/** What a file of each role must hold, and what is wrong with that. */
const judges: Readonly<Record<Role, Judge>> = {
  certificate: (content, ground) =>
    content.certificates.length === 0
      ? [diagnose('no-client-certificate', { found: describe(content) })]
      : judgeClientChain(content.certificates, ground),
  privateKey: (content) =>
    holdsPrivateKey(content) ? [] : [diagnose('no-client-key', { found: describe(content) })],
  ca: (content, { nowMs }) =>
    content.certificates.length === 0
      ? [diagnose('no-authority', { found: describe(content) })]
      : content.certificates.flatMap((one) =>
          judgeCertificate(one, { what: 'the certificate of the authority', nowMs }),
        ),
  requestKey: judgeRequestKey,
  responseKey: judgeResponseKey,
  keyStore: (content, ground) =>
    content.keyStore === undefined
      ? [diagnose('store-damaged')]
      : judgeClientChain(content.certificates, ground),
  responseKeyStore: ({ keyStore, privateKeys }) =>
    keyStore === undefined
      ? [diagnose('store-damaged')]
      : privateKeys.flatMap((key) => judgeKey(key, { what: decrypting, accepted: 'rsa' })),
};

const encrypting = 'the key to encrypt with';
const decrypting = 'the key to decrypt with';

const holdsPrivateKey = ({ privateKeys, encryptedKeys }: Content): boolean =>
  privateKeys.length + encryptedKeys > 0;

function judgeRequestKey(content: Content, { nowMs }: Ground): readonly Diagnosis[] {
  const key = publicKeyOf(content);
  if (key === undefined || holdsPrivateKey(content))
    return [diagnose('no-public-request-key', { found: describe(content) })];
  const what = 'the certificate of the key to encrypt with';
  return [
    ...judgeKey(key, { what: encrypting, accepted: 'rsa' }),
    ...content.certificates.slice(0, 1).flatMap((one) => judgeCertificate(one, { what, nowMs })),
  ];
}

function judgeResponseKey(content: Content): readonly Diagnosis[] {
  if (!holdsPrivateKey(content))
    return [diagnose('no-private-response-key', { found: describe(content) })];
  return content.privateKeys.flatMap((key) => judgeKey(key, { what: decrypting, accepted: 'rsa' }));
}

/**
 * What is wrong with a file for what it is for. Without a role it is judged by what it is; with one, that it is nothing
 * of the kind says more than that it is nothing known. Pure.
 */
export function judgeByRole({ role, content }: ExaminedFile, ground: Ground): readonly Diagnosis[] {
  const { faults } = content;
  if (role === undefined) return [...faults, ...judgeByContent(content, ground)];
  const telling = faults.filter(({ code }) => code !== 'file-unknown');
  // What is wrong with its form says why nothing was found in it.
  const isExplained = holdsNothing(content) && telling.some(({ isNote }) => !isNote);
  return isExplained ? telling : [...telling, ...judges[role](content, ground)];
}

function judgeByContent(content: Content, { nowMs }: Ground): readonly Diagnosis[] {
  const { certificates, publicKeys, privateKeys } = content;
  const [first] = certificates;
  if (first !== undefined && isForClients(first)) return judgeClientChain(certificates, { nowMs });
  return [
    ...certificates.flatMap((one) => judgeCertificate(one, { what: 'the certificate', nowMs })),
    ...[...certificates.map(({ publicKey }) => publicKey), ...publicKeys, ...privateKeys].flatMap(
      (key) => judgeKey(key, { what: 'the key', accepted: 'rsa-or-ec' }),
    ),
  ];
}
