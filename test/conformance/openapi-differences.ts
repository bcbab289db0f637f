/** What one OpenAPI document says otherwise than another, prose and examples aside. */

/** One difference. An object or a list is only told to be there. */
export interface Difference {
  readonly theirs?: unknown;
  readonly ours?: unknown;
}

type Branch = Readonly<Record<string, unknown>>;

/**
 * Every difference by its path, `components.schemas.Error.properties.Source.maxLength`. Where a whole
 * branch is on one side alone, the branch is the difference.
 */
export const differencesOf = ({ theirs, ours }: Difference): Readonly<Record<string, Difference>> =>
  Object.fromEntries(compare({ theirs: withoutProse(theirs), ours: withoutProse(ours) }));

const prose: ReadonlySet<string> = new Set(['description', 'summary', 'example', 'examples']);

/** Below `properties` a name is a member's own, whatever the word. */
function withoutProse(node: unknown, under = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (!isBranch(node)) return node;
  const kept = Object.entries(node).filter(([name]) => under === 'properties' || !prose.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutProse(value, name)]));
}

function compare({ theirs, ours }: Difference, path = ''): readonly [string, Difference][] {
  if (isBranch(theirs) && isBranch(ours)) {
    const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
    const inside = path === '' ? '' : `${path}.`;
    return [...names].flatMap((name) =>
      compare({ theirs: theirs[name], ours: ours[name] }, `${inside}${name}`),
    );
  }
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return [];
  return [[path, { ...tell('theirs', theirs), ...tell('ours', ours) }]];
}

const isBranch = (value: unknown): value is Branch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tell(side: keyof Difference, value: unknown): Difference {
  if (value === undefined) return {};
  return { [side]: typeof value === 'object' ? '…' : value };
}
