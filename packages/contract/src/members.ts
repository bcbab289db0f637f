/** Which members there are: `true` for a value, `'list'` for a list of texts, or an object's members. */
export interface Shape {
  readonly [name: string]: true | 'list' | Shape;
}

type Members = Record<string, unknown>;

/**
 * Leaves of a freshly parsed object what the shape knows, and freezes it. Parsing has made the copy
 * that nobody else holds; a second one would cost more than the validation. `null` is the same as
 * absent, and whatever has an unknown name, `__proto__` among them, goes without being looked into.
 * So depth is bounded by the shape, never by the input.
 */
export function keepKnown(members: Members, shape: Shape): Members {
  for (const name of Object.keys(members)) {
    const value = members[name];
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    const kept = known && keepValue(value, known);
    if (kept === undefined) delete members[name];
    else if (kept !== value) members[name] = kept;
  }
  return Object.freeze(members);
}

/** Stands for a value that no member can have: the validator refuses the member for its type. */
const misplaced = Object.freeze({});

function keepValue(value: unknown, known: true | 'list' | Shape): unknown {
  if (value === null) return undefined;
  if (typeof value === 'string') return isText(value) ? value : misplaced;
  if (known === 'list') return Array.isArray(value) ? keepList(value) : value;
  return known !== true && isObject(value) ? keepKnown(value, known) : value;
}

/**
 * A list is judged as a whole: of 64 KiB of wrong items the validator would make thirty thousand
 * errors, and take as many microseconds.
 */
function keepList(list: readonly unknown[]): unknown {
  const items = list.filter((item) => item !== null);
  return items.every(isText) ? Object.freeze(items) : misplaced;
}

/** Half a surrogate pair cannot be printed, hashed or compared the same way twice. */
const isText = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();

/** Whether a parsed value is a JSON object. */
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every path of a shape in its order, `billingAddress.addressCity`: what refusals list. */
export const pathsOf = (shape: Shape, prefix = ''): readonly string[] =>
  Object.entries(shape).flatMap(([name, known]) => [
    `${prefix}${name}`,
    ...(typeof known === 'object' ? pathsOf(known, `${prefix}${name}.`) : []),
  ]);
