import { AdminRefusal, type OperationId } from '@whorl/contract/admin';
import { type Account, SignInRefused } from '../../../accounts/accounts.ts';
import { originOf } from '../actor.ts';
import type { Handler } from '../asked.ts';
import { note } from '../note.ts';
import { viewAccount, viewSession } from '../views.ts';

/** Signing in and out, and what people do to their own account. */
export const signInHandlers: {
  readonly [Id in Extract<
    OperationId,
    `session.${string}` | `password.${string}` | `totp.${string}` | `invitation.${string}`
  >]: Handler<Id>;
} = {
  async 'session.create'(asked) {
    const { email, password, totp } = asked.body;
    const session = await asked.house.accounts.signIn(
      { email, password, ...(totp !== undefined && { totp }) },
      originOf(asked.door),
    );
    await note(asked, 'session.create', ownAct(session.account));
    return viewSession(session);
  },
  async 'session.end'(asked) {
    await asked.house.accounts.signOut(asked.bearer);
    await note(asked, 'session.end');
    return undefined;
  },
  async 'password.change'(asked) {
    const { accounts } = asked.house;
    await accounts.changePassword(asked.bearer, asked.body, originOf(asked.door));
    await note(asked, 'password.change');
    return undefined;
  },
  async 'totp.start'(asked) {
    const { accounts } = asked.house;
    return accounts.startTotp(asked.bearer, asked.body.password, originOf(asked.door));
  },
  async 'totp.confirm'(asked) {
    const { accounts } = asked.house;
    await accounts
      .confirmTotp(asked.bearer, asked.body.code, originOf(asked.door))
      .catch(inWords('The code is not the one of now. Wait for the next, and look at the clock.'));
    await note(asked, 'totp.confirm');
    return undefined;
  },
  async 'invitation.accept'(asked) {
    const { accounts } = asked.house;
    const account = await accounts
      .acceptInvitation(asked.body, originOf(asked.door))
      .catch(inWords('The invitation is unknown, was used, or is over. Ask for another.'));
    await note(asked, 'invitation.accept', ownAct(account));
    return viewAccount(account);
  },
};

/** Whoever has just come in did it themselves. */
const ownAct = ({ id }: Account) => ({ actor: `account:${id}`, target: id });

/** Says what was wrong where only one thing can have been. */
const inWords =
  (message: string) =>
  (error: unknown): never => {
    if (error instanceof SignInRefused && error.reason === 'bad-credentials')
      throw new AdminRefusal('unauthenticated', message);
    throw error;
  };
