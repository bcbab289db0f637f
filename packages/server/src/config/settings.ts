/**
 * Every setting there is, one row each. A value comes from a flag, else from `WHORL_<NAME>` in the
 * environment, else from `settings.json` in the data folder, else from the default.
 * docs/reference/settings.md is generated from this table.
 */

/** A setting that holds a whole number, within bounds. */
interface NumberRow {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly meaning: string;
}

/** A setting that holds one word of a list, or any text where the list is empty. */
interface TextRow<Value extends string = string> {
  readonly kind: 'text';
  readonly default: Value;
  readonly oneOf: readonly Value[];
  readonly meaning: string;
}

export type SettingRow = NumberRow | TextRow;

const number = (
  fallback: number,
  [min, max]: readonly [number, number],
  meaning: string,
): NumberRow => ({ kind: 'number', default: fallback, min, max, meaning });

const word = <const Value extends string>(
  fallback: Value,
  oneOf: readonly Value[],
  meaning: string,
): TextRow<Value> => ({ kind: 'text', default: fallback, oneOf, meaning });

export const settingRows = {
  host: {
    kind: 'text',
    default: '127.0.0.1',
    oneOf: [],
    meaning: 'Address the sandbox listens on. Anything but loopback lets other machines in.',
  } satisfies TextRow,
  port: number(8443, [0, 65535], 'Port the sandbox listens on; 0 takes a free one.'),
  badCertificate: word(
    'explain',
    ['explain', 'close'],
    'What a caller without a good certificate meets: an answer that explains, or a closed connection.',
  ),
  bodyTimeoutMs: number(
    10_000,
    [100, 600_000],
    'How long a request may take to arrive before it is answered with 408.',
  ),
  idleTimeoutMs: number(
    320_000,
    [1_000, 3_600_000],
    'How long an idle connection is kept. Pooled clients keep theirs for five minutes.',
  ),
  drainTimeoutMs: number(
    10_000,
    [0, 600_000],
    'How long a shutdown waits for calls in flight before it closes their connections.',
  ),
  maxInFlight: number(
    4_096,
    [1, 1_000_000],
    'Calls worked on at once; further ones are answered with 503.',
  ),
  decryptionFailuresPerMinute: number(
    120,
    [1, 1_000_000],
    'Undecryptable calls a credential may make in a minute; then it is answered with 429.',
  ),
  logLevel: word(
    'info',
    ['debug', 'info', 'warn', 'error', 'silent'],
    'The least important log line that is written.',
  ),
} as const satisfies Record<string, SettingRow>;

export type SettingName = keyof typeof settingRows;

type ValueOf<Row> = Row extends NumberRow ? number : Row extends TextRow<infer V> ? V : never;

/** All settings, resolved. */
export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof settingRows)[Name]> };

/** The environment variable of a setting: `idleTimeoutMs` → `WHORL_IDLE_TIMEOUT_MS`. */
export const environmentName = (name: string): string =>
  `WHORL_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
