import { type Diagnosis, diagnose, quote } from '@whorl/contract';
import type { KeyStore } from '@whorl/server/brought';
import { quoted } from '../retyped.ts';
import type { ExaminedFile } from './examined-file.ts';

/** What is wrong with a PKCS#12 file, whatever it is for. Pure. */
export function judgeKeyStore(
  { path: file }: Pick<ExaminedFile, 'path'>,
  store: KeyStore,
): readonly Diagnosis[] {
  if (store.state === 'jks') return [diagnose('store-is-jks', { file: quoted(file) })];
  if (store.state === 'slow') return [diagnose('store-slow')];
  if (store.state === 'damaged') return [diagnose('store-damaged')];
  return [
    ...judgePassword(file, store),
    ...(store.refusedHere.length === 0
      ? []
      : [diagnose('store-old-encryption', { algorithm: store.refusedHere.join(' and ') })]),
    // What is written anew for its encryption gets a name at once.
    ...(store.keyNames.includes(undefined) && store.refusedHere.length === 0
      ? [diagnose('store-unnamed')]
      : []),
    ...judgeHoldings(store),
  ];
}

function judgePassword(file: string, { password }: KeyStore): readonly Diagnosis[] {
  if (password === 'missing') return [diagnose('store-password-missing', { file })];
  if (password === 'wrong') return [diagnose('store-password-wrong')];
  return password === 'only-without-line-end' ? [diagnose('store-password-newline')] : [];
}

/** Only of one that is open: what is closed may hold more than can be seen. */
function judgeHoldings(store: KeyStore): readonly Diagnosis[] {
  const { password, privateKeys, certificates, unread } = store;
  const isOpen = password === 'opens' || password === 'only-without-line-end';
  if (!isOpen || unread > 0) return [];
  return [
    ...(privateKeys.length === 0 ? [diagnose('store-no-key')] : []),
    ...(privateKeys.length > 0 && certificates.length === 0
      ? [diagnose('store-no-certificate')]
      : []),
  ];
}

/** Whether the key store has a key of the name that a configuration gives. Pure. */
export function judgeAlias(alias: unknown, store: ExaminedFile | undefined): readonly Diagnosis[] {
  const names = store?.content.keyStore?.keyNames.filter((name) => name !== undefined) ?? [];
  if (typeof alias !== 'string' || names.length === 0 || names.includes(alias)) return [];
  return [diagnose('store-alias-unknown', { names: names.map(quote).join(', ') })];
}
