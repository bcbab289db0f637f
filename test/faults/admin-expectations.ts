/** What steps need to be there, and what must be right of a folder that was left in the middle of one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { AdminClient } from '../support/admin.ts';
import { addIntegrator } from '../support/integrator.ts';
import { readRevocationLists } from '../support/revocation-lists.ts';
import { totpCode } from '../support/totp.ts';
import { exampleTransaction } from '../support/transactions.ts';
import type { Known, Life } from './admin-steps.ts';

/** Somebody who joins, and changes their password on the way. */
export const dev = {
  email: 'dev@operator.example',
  password: 'a long pass phrase of nobody',
  nextPassword: 'a long pass phrase of nobody at all',
} as const;

/** With the old password or the new one, and with a code where one is wanted. */
export async function letsDevIn(admin: AdminClient, { totpUri }: Known): Promise<void> {
  const { email, password, nextPassword } = dev;
  const { accounts } = await admin.done('account.list');
  const hasTotp = accounts.find((account) => account.email === email)?.hasTotp === true;
  // The code of now may be spent; the one after it is good already.
  const totp = totpCode(totpUri, Date.now() + 30_000);
  const statuses: number[] = [];
  for (const one of [password, nextPassword]) {
    const body = { email, password: one, ...(hasTotp && { totp }) };
    const { status, problem } = await admin.call('session.create', { body });
    statuses.push(status);
    if (status === 401) expect(problem.code).toBe('unauthenticated');
  }
  expect(statuses.sort()).toEqual([201, 401]);
}

/** Whoever reads the list that lies in the folder knows of every revocation, by every issuer. */
export async function listsWhatWasRevoked(admin: AdminClient, dataDir: string): Promise<void> {
  const { credentials } = await admin.done('credential.list', { project: 'shop' });
  const { authorities } = await admin.done('authority.show');
  const lists = readRevocationLists(
    await readFile(join(dataDir, 'sandbox', 'revocation-list.pem'), 'utf8'),
  );
  expect(lists.flatMap(({ serials }) => serials)).toEqual(
    credentials.filter(({ status }) => status === 'revoked').map(({ serial }) => serial),
  );
  const signers = authorities.filter(({ role }) => /^client-(?:issuer|root)$/.test(role));
  expect(lists).toHaveLength(signers.length);
}

const callsWanted = 10;

/** Makes the calls that production asks for. */
export async function makeReady({ owner, baseUrl }: Life, project: string): Promise<void> {
  const who = await addIntegrator(owner, { project });
  const client = who.client(baseUrl);
  for (let call = 0; call < callsWanted; call += 1)
    await client.transactions.retrieve(exampleTransaction('minimal') as never);
  client.close();
}
