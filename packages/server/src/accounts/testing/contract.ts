/** The suite that every keeper of accounts passes: the promise of accounts.ts, held to. */
import { afterEach, beforeEach, describe, vi } from 'vitest';
import type { Accounts } from '../accounts.ts';
import { describeAtRest } from './at-rest.ts';
import { describeChanges } from './changes.ts';
import { describeGuessing } from './guessing.ts';
import { describeHostileInput } from './hostile.ts';
import { describePeople } from './people.ts';
import { describeSecondFactor } from './second-factor.ts';
import { describeSessions } from './sessions.ts';
import type { AccountsPlace, Stage } from './stage.ts';
import { describeTokens } from './tokens.ts';

/**
 * Describes a keeper of accounts to vitest. `Date` is the suite's while it runs; every other clock is real.
 *
 * @param name what it is called in the output
 * @param newPlace a new, empty place, every time
 *
 * @example
 * describeAccounts('better-auth', async () => {
 *   const path = await newPath();
 *   const clock = { nowMs: () => Date.now() };
 *   return { open: () => openAccounts({ path, secret, clock }), readAll: () => readFile(path) };
 * });
 */
export function describeAccounts(name: string, newPlace: () => Promise<AccountsPlace>): void {
  describe(`accounts kept by ${name}`, () => {
    let place: AccountsPlace;
    let accounts: Accounts;
    beforeEach(async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 12) });
      place = await newPlace();
      accounts = await place.open();
    });
    afterEach(async () => {
      await accounts.close();
      vi.useRealTimers();
    });
    const stage: Stage = {
      accounts: () => accounts,
      async reopen() {
        await accounts.close();
        accounts = await place.open();
      },
      pass: (ms) => vi.setSystemTime(Date.now() + ms),
      readAll: () => place.readAll(),
    };
    describePeople(stage);
    describeChanges(stage);
    describeSessions(stage);
    describeSecondFactor(stage);
    describeTokens(stage);
    describeGuessing(stage);
    describeAtRest(stage);
    describeHostileInput(stage);
  });
}
