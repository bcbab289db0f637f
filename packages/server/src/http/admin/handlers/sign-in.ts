import type { OperationId } from '@whorl/contract/admin';
import { originOf } from '../actor.ts';
import type { Asked, Handler } from '../asked.ts';
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
    await note(asked, 'session.create', session.account.id, `account:${session.account.id}`);
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
    await accounts.confirmTotp(asked.bearer, asked.body.code, originOf(asked.door));
    await note(asked, 'totp.confirm');
    return undefined;
  },
  async 'invitation.accept'(asked) {
    const { accounts } = asked.house;
    const account = await accounts.acceptInvitation(asked.body, originOf(asked.door));
    await note(asked, 'invitation.accept', account.id, `account:${account.id}`);
    return viewAccount(account);
  },
};

async function note<Id extends OperationId>(
  { house, actor }: Asked<Id>,
  operation: OperationId,
  target?: string,
  by = actor,
): Promise<void> {
  const atMs = house.clock.nowMs();
  await house.trail.append({
    atMs,
    actor: by,
    operation,
    ...(target !== undefined && { target }),
  });
}
