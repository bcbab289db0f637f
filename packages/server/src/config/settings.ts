/**
 * Every setting there is, one row each. A value comes from a flag, else from `WHORL_<NAME>` in the
 * environment, else from `settings.json` in the data folder, else from the default.
 * docs/reference/settings.md is generated from this table.
 */
import { commandLine, hostNames, type TextForm, webhookUrl } from './text-forms.ts';

/** A setting that holds a whole number, within bounds. */
interface NumberRow {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly meaning: string;
}

/** A setting that holds one word of a list, or a text where the list is empty. */
interface TextRow<Value extends string = string> {
  readonly kind: 'text';
  /** An empty one says that the setting is not set; then it may be given empty as well. */
  readonly default: Value;
  readonly oneOf: readonly Value[];
  /** What the text must look like; without it any will do. Such a value is not repeated in an error. */
  readonly form?: TextForm;
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

const text = (fallback: string, meaning: string): TextRow => ({
  kind: 'text',
  default: fallback,
  oneOf: [],
  meaning,
});

/** A text that may be left out. */
const optional = (meaning: string, form?: TextForm): TextRow => ({
  ...text('', meaning),
  ...(form && { form }),
});

export const settingRows = {
  host: text(
    '127.0.0.1',
    'Address the sandbox listens on. Anything but loopback lets other machines in.',
  ),
  port: number(8443, [0, 65535], 'Port the sandbox listens on; 0 takes a free one.'),
  badCertificate: word(
    'explain',
    ['explain', 'close'],
    'What a caller of the sandbox without a good certificate meets: an answer that explains, or a closed connection.',
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
  serverNames: optional(
    'Further names that the sandbox is called by; its server certificate carries them.',
    hostNames,
  ),
  productionHost: text('127.0.0.1', 'Address production listens on, once it is set up.'),
  productionPort: number(8444, [0, 65535], 'Port production listens on; 0 takes a free one.'),
  productionServerNames: optional(
    'Further names that production is called by; its server certificate carries them.',
    hostNames,
  ),
  productionBadCertificate: word(
    'close',
    ['explain', 'close'],
    'What a caller of production without a good certificate meets. An answer that explains also tells strangers what is there.',
  ),
  adminHost: text(
    '127.0.0.1',
    'Address the admin API listens on. Anything but loopback lets other machines try to sign in.',
  ),
  adminPort: number(9443, [0, 65535], 'Port the admin API listens on; 0 takes a free one.'),
  masterKeyFile: optional(
    'File with the master key: 32 bytes as hex or base64. A relative path begins beside the data folder, not in it. Production needs the key outside the data folder: here, from a command, or in `WHORL_MASTER_KEY`.',
  ),
  masterKeyCommand: optional(
    'Command that prints the master key within 10 s, such as the client of a key service. No shell runs it.',
    commandLine,
  ),
  clientCertificateDays: number(397, [1, 1825], 'How long a client certificate is good, in days.'),
  encryptionKeyDays: number(
    1095,
    [1, 3650],
    'How long the certificate of a Client Encryption Key is good, in days.',
  ),
  expiryWebhookUrl: optional(
    'Where it is posted that a certificate or key is about to expire: 90, 30, 7 and 1 days before.',
    webhookUrl,
  ),
  approvalDays: number(7, [1, 90], 'How long a step waits for its approvals, in days.'),
  revocationListDays: number(
    7,
    [1, 90],
    'How long a revocation list is good, in days. It is renewed daily.',
  ),
  durability: word(
    'sync',
    ['sync', 'async'],
    'When a call is answered: `sync` once its record is on the disk, `async` once the system has it. With `async` a crash of the machine or a power cut loses the calls of the last moments, answered though they were, and their retries count anew; a crash of the service alone loses nothing either way.',
  ),
  networkMemoryMegabytes: number(
    0,
    [0, 16_777_216],
    "The most memory that an environment's identity network takes; 0 is half of the machine's. Beyond it calls are answered with 503 until it is raised or old elements are pruned; no record is lost.",
  ),
  gatherDeadlineMs: number(
    50,
    [1, 60_000],
    'How long a call waits for each answer of the identity network, before it is answered with 503.',
  ),
  journalDays: number(
    400,
    [1, 3650],
    'How long the journal of calls is kept, in days. Chargebacks come up to a year after the purchase.',
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
