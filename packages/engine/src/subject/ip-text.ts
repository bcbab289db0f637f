/** An IPv6 address as eight 16-bit groups, the form in which both families are compared. */
export type Groups = readonly number[];

const octet = /^(?:0|[1-9]\d{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;

/**
 * Reads an IPv4 or IPv6 address (RFC 4291 §2.2); IPv4 becomes its mapped form `::ffff:a.b.c.d`.
 * `undefined` when the text is neither.
 */
export function readIp(text: string): Groups | undefined {
  return text.includes(':') ? readV6(text) : mapV4(readV4(text));
}

function readV4(text: string): Groups | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => octet.test(part) && Number(part) < 256))
    return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  return [a * 256 + b, c * 256 + d];
}

const mapV4 = (pair: Groups | undefined): Groups | undefined =>
  pair && [0, 0, 0, 0, 0, 0xffff, ...pair];

function readV6(text: string): Groups | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(readGroups);
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** Colon-separated groups, the last of which can be dotted IPv4. */
function readGroups(text: string): Groups | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const dotted = last.includes('.') ? readV4(last) : [];
  const hex = dotted === undefined || dotted.length === 0 ? parts : parts.slice(0, -1);
  if (dotted === undefined || !hex.every((part) => hexGroup.test(part))) return undefined;
  return [...hex.map((part) => Number.parseInt(part, 16)), ...dotted];
}

/** Whether the groups are an IPv4 address in its mapped form (RFC 4291 §2.5.5.2). */
export const isV4 = (groups: Groups): boolean =>
  groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);

/** Prints IPv4 dotted, IPv6 by RFC 5952 §4: lower case, the longest run of zeros shortened. */
export function printIp(groups: Groups): string {
  return isV4(groups) ? groups.slice(6).flatMap(toOctets).join('.') : printV6(groups);
}

const toOctets = (group: number): readonly number[] => [group >> 8, group & 255];

function printV6(groups: Groups): string {
  const hex = groups.map((group) => group.toString(16));
  const run = longestZeroRun(groups);
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: Groups): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  }
  return best;
}
