import { expect, it } from 'vitest';
import type { ElementRef, NameTokens } from '../network.ts';
import { joining, recordEach } from './asking.ts';
import { element, link, name } from './calls.ts';
import type { Open } from './contract.ts';

const email = element('email', 1);

const toName = (holder: number, tokens: readonly NameTokens[], from: ElementRef = email) =>
  joining({ ...link('email-name', from, element('name', holder)), name: tokens });

/** The names that elements were seen with. */
export function describeNames(open: Open): void {
  it('lists the names of each element by its place, none where none was seen', async () => {
    const network = await open();
    const other = element('email', 2);
    await recordEach(network, toName(1, name(1)), toName(1, name(2), other));
    const asked = [other, element('email', 3), email, other];
    expect(await network.linkedNames(asked, 9)).toEqual([[name(2)], [], [name(1)], [name(2)]]);
  });

  it('keeps every part of a name, in its order', async () => {
    const network = await open();
    await network.record(toName(1, name(3, 1, 4, 15, 9, 26)));
    expect(await network.linkedNames([email], 1)).toEqual([[name(3, 1, 4, 15, 9, 26)]]);
  });

  it('lists the latest recorded first, and no more than are asked for', async () => {
    const network = await open();
    await recordEach(network, ...[1, 2, 3].map((n) => toName(n, name(n))));
    expect(await network.linkedNames([email], 9)).toEqual([[name(3), name(2), name(1)]]);
    await network.record(toName(1, name(1)));
    expect(await network.linkedNames([email], 9)).toEqual([[name(1), name(3), name(2)]]);
    expect(await network.linkedNames([email], 2)).toEqual([[name(1), name(3)]]);
  });

  it('keeps a name as it was when it was first seen with the element', async () => {
    const network = await open();
    await recordEach(network, toName(1, name(1, 2)), toName(1, name(7)));
    expect(await network.linkedNames([email], 9)).toEqual([[name(1, 2)]]);
  });

  it('lists names of every kind of element that has any, and of a name none', async () => {
    const network = await open();
    const holder = element('name', 1);
    const links = [
      link('card-name', element('card', 1), holder),
      link('card-name', element('cardParts', 1), holder),
      link('phone-name', element('phone', 1), holder),
      link('address-name', element('address', 1), holder),
    ];
    await recordEach(network, ...links.map((one, n) => joining({ ...one, name: name(n) })));
    const asked = [...links.map(({ from }) => from), holder];
    const expected = [...links.map((_, n) => [name(n)]), []];
    expect(await network.linkedNames(asked, 9)).toEqual(expected);
  });
}
