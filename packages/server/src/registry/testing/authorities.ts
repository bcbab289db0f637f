import { expect, it } from 'vitest';
import type { AuthorityRole, AuthorityRow } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import { conflictOf, isFrozen } from './expectations.ts';
import { authorityRow } from './rows.ts';

export function describeAuthorities({ current }: UnderTest): void {
  const add = (...rows: readonly AuthorityRow[]) =>
    current().change(async (edits) => {
      for (const row of rows) await edits.addAuthority(row);
    });

  it.each<AuthorityRole>(['client-root', 'client-issuer', 'server-root'])(
    'has one current %s; the one before it becomes a former one',
    async (role) => {
      const another = authorityRow(9, {
        role: role === 'client-root' ? 'client-issuer' : 'client-root',
      });
      const [first, second, third] = [1, 2, 3].map((number) => authorityRow(number, { role }));
      if (!first || !second || !third) throw new Error('unreachable');
      await add(another, first, second);
      await add(third);
      expect(await current().listAuthorities()).toStrictEqual([
        another,
        { ...first, status: 'former' },
        { ...second, status: 'former' },
        third,
      ]);
      expect(isFrozen(await current().listAuthorities())).toBe(true);
    },
  );

  it('drops what a listener showed before', async () => {
    await add(authorityRow(1));
    await add(authorityRow(2, { role: 'server' }));
    await add(authorityRow(3, { role: 'server' }));
    const kept = [authorityRow(1), authorityRow(3, { role: 'server' })];
    expect(await current().listAuthorities()).toStrictEqual(kept);
  });

  it.each<AuthorityRole>(['client-issuer', 'server'])(
    'takes a certificate of a %s once, and leaves all as it was when it refuses',
    async (role) => {
      await add(authorityRow(1, { role }), authorityRow(2, { role }));
      const before = await current().listAuthorities();
      const again = authorityRow(2, { role });
      expect(await conflictOf(current(), (edits) => edits.addAuthority(again))).toContain(
        again.sha256,
      );
      expect(await current().listAuthorities()).toEqual(before);
    },
  );

  it('notes an export, takes a key away and brings it back', async () => {
    const { wrappedPrivateKey, ...offline } = authorityRow(1);
    const { sha256 } = offline;
    await add(authorityRow(1), authorityRow(2, { role: 'client-root' }));
    const change = (to: { wrappedPrivateKey?: string | null; exportedAtMs?: number }) =>
      current().change((edits) => edits.changeAuthority(sha256, to));
    const first = async () => (await current().listAuthorities())[0];
    await change({ exportedAtMs: 5 });
    expect(await first()).toStrictEqual({ ...authorityRow(1), exportedAtMs: 5 });
    await change({ wrappedPrivateKey: null });
    expect(await first()).toStrictEqual({ ...offline, exportedAtMs: 5 });
    await change({ wrappedPrivateKey: 'wk1.again' });
    await change({});
    expect(await first()).toStrictEqual({
      ...offline,
      wrappedPrivateKey: 'wk1.again',
      exportedAtMs: 5,
    });
    expect((await current().listAuthorities())[1]).toEqual(
      authorityRow(2, { role: 'client-root' }),
    );
    await conflictOf(current(), (edits) => edits.changeAuthority('f9', { exportedAtMs: 5 }));
  });
}
