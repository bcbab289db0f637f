import { type Command, InvalidArgumentError, Option } from 'commander';

/** The option that every command takes. */
export const withJson = (command: Command): Command =>
  command.option('--json', 'for programs: one JSON event per line, failures too');

export const withData = (command: Command): Command => withJson(command.addOption(dataOption()));

const dataOption = (): Option =>
  new Option('--data <dir>', 'the data folder')
    .default('.whorl')
    .env('WHORL_DATA')
    .argParser(readFolder);

function readFolder(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must name a folder.');
}

const door = 'Which service, and as whom:';

/** What every client of the admin API takes. */
export const withDoor = (command: Command): Command =>
  withJson(command)
    .addOption(dataOption().helpGroup(door))
    .addOption(
      new Option('--admin-url <url>', 'over TLS, in place of the folder: https://host:9443')
        .env('WHORL_ADMIN_URL')
        .helpGroup(door),
    )
    .addOption(
      new Option('--admin-ca <file>', 'authority to trust there')
        .env('WHORL_ADMIN_CA')
        .helpGroup(door),
    )
    .addOption(
      new Option('--as-owner', 'as owner of the folder, whoever signed in').helpGroup(door),
    );

export const environmentNames = ['sandbox', 'production'];

export const withEnvironment = (
  command: Command,
  usual: 'sandbox' | 'production' = 'sandbox',
): Command =>
  command.addOption(
    new Option('--environment <name>', 'sandbox or production')
      .choices(environmentNames)
      .default(usual),
  );

/** What commands on what a project has take. */
export const withProjectDoor = (command: Command): Command =>
  withDoor(
    withEnvironment(command.requiredOption('--project <name>', 'name or id of the project')),
  );

/** For commands that are handed files. */
export const withOut = (command: Command): Command =>
  command
    .option('--out <dir>', 'folder for the files (default: ./<project>-<environment>)')
    .option('--force', 'replace files that are there with other content');

export const withKeyStore = (command: Command): Command =>
  command.addOption(
    new Option('--key-store <form>', 'PKCS#12 files: modern, or legacy (3DES) for old keytools')
      .choices(['modern', 'legacy'])
      .default('modern'),
  );

const reasons = [
  'unspecified',
  'key-compromise',
  'affiliation-changed',
  'superseded',
  'cessation-of-operation',
  'privilege-withdrawn',
];

/** For revocations. */
export const withReason = (command: Command): Command =>
  withYes(
    command.addOption(new Option('--reason <reason>', 'why (RFC 5280 §5.3.1)').choices(reasons)),
  );

export const withYes = (command: Command): Command =>
  command.option('--yes', 'do it without asking');

/** A whole number of at least `least`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };

/** For options that are given several times. */
export const collected = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** Likewise, for names of environments. */
export function collectedEnvironment(
  value: string,
  before: readonly string[] | undefined,
): readonly string[] {
  if (environmentNames.includes(value)) return collected(value, before);
  throw new InvalidArgumentError(`It must be one of ${environmentNames.join(', ')}.`);
}
