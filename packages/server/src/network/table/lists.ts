import { elementCodes, endKinds, linkCodes, linkKindsOf } from '../kinds.ts';

/** How many lists of links an element has room for: as many as any kind of element has kinds of link. */
export const listsAnElement = 4;

const none = 255;

/** By kind of link and kind of element, which of an element's lists the link is in. */
const listCodes = Uint8Array.from(
  linkCodes.flatMap((link) =>
    elementCodes.map((element) => {
      const list = linkKindsOf(element).indexOf(link);
      if (list >= listsAnElement) throw new RangeError(`A ${element} has too many kinds of link.`);
      return list < 0 ? none : list;
    }),
  ),
);

/** Which of its lists an element has links of a kind in. @throws RangeError when it can have none */
export function listOf(link: number, element: number): number {
  const list = listCodes[link * elementCodes.length + element] ?? none;
  if (list === none)
    throw new RangeError(`No ${linkCodes[link]} link joins a ${elementCodes[element]}.`);
  return list;
}

/** The lists of an element of a kind: which kind of link each has, by code. */
export const listsOf: readonly (readonly number[])[] = elementCodes.map((element) =>
  linkKindsOf(element).map((link) => linkCodes.indexOf(link)),
);

/** Kinds of link that can join an element with itself, by code. */
export const selfLinks: readonly number[] = linkCodes.flatMap((link, code) => {
  const [from, to] = endKinds(link);
  return from.some((kind) => to.includes(kind)) ? [code] : [];
});
