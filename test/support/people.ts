/** People who run a Whorl, signed in. */
import type { AdminSchemas } from '@whorl/contract/admin';
import type { AdminClient } from './admin.ts';
import { totpCode } from './totp.ts';

type Role = AdminSchemas['Role'];

export interface Person {
  readonly account: AdminSchemas['Account'];
  readonly password: string;
  /** Their session. */
  readonly bearer: string;
}

const password = 'a long pass phrase of nobody';

/** Invites somebody as the folder's owner; they take the invitation up and sign in. */
export async function addPerson(owner: AdminClient, name: string, role: Role): Promise<Person> {
  const email = `${name}@operator.example`;
  const made = await owner.done('account.invite', { body: { email, name, role } });
  const { invitation } = made;
  const account = await owner.done('invitation.accept', { body: { invitation, password } });
  const session = await owner.done('session.create', { body: { email, password } });
  return { account, password, bearer: session.token };
}

/** The same with a second factor in force. */
export async function addOfficer(
  owner: AdminClient,
  name: string,
  role: Role = 'security-officer',
): Promise<Person> {
  const person = await addPerson(owner, name, role);
  const { bearer } = person;
  const { uri } = await owner.done('totp.start', { bearer, body: { password } });
  await owner.done('totp.confirm', { bearer, body: { code: totpCode(uri) } });
  return person;
}
