import type { Command } from 'commander';
import type { EnvironmentOptions } from '../admin/with-admin.ts';
import type { FolderOptions, PruneOptions } from '../commands/network.ts';
import type { ElementOptions } from '../commands/network-element.ts';
import { elementNames, elementRows } from '../named-element/kinds.ts';
import type { Terminal } from '../terminal.ts';
import { addHistoryImport } from './network-import.ts';
import { addNoun, addVerb } from './noun.ts';
import { collected, withDoor, withEnvironment, withProjectDoor, withYes } from './options.ts';

/** The identity network: what was seen, with what, how often, since when. */
export function addNetwork(program: Command, terminal: Terminal): void {
  const network = addNoun(program, 'network', 'the identity network: what was seen, with what');
  addHistoryImport(network, terminal);
  addStats(network, terminal);
  addShow(network, terminal);
  addErase(network, terminal);
  addPrune(network, terminal);
  addBackup(network, terminal);
  addRestore(network, terminal);
  addVerify(network, terminal);
  addRekey(network, terminal);
}

function addStats(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'stats',
    summary: 'show how much the network holds',
    help: `
Examples:
  npx whorl network stats
  npx whorl network stats --environment production --json | jq .elements

Event with --json: network.`,
  });
  withDoor(withEnvironment(command)).action(async (options: EnvironmentOptions) => {
    const { showStats } = await import('../commands/network.ts');
    await showStats(options, terminal);
  });
}

const howNamed = `Whom it is about is no argument, which others would see: it is asked for, or read from
standard input. What has several members, such as an address, is given as JSON, with
the names of a request.`;

/** For commands about one element: which kind it is. */
function withElement(command: Command): Command {
  for (const name of elementNames) command.option(`--${name}`, elementRows[name].what);
  return withProjectDoor(command);
}

function addShow(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'show',
    summary: 'show what is known of one e-mail address, card, device …, and what it was seen with',
    help: `
Examples:
  npx whorl network show --project shop --email
  npx whorl network show --project shop --card < card-number
  npx whorl network show --project shop --address < address.json

${howNamed} Others are shown by the beginning of their pseudonyms.
The audit trail tells who looked, and not at whom. Event with --json: portrait.`,
  });
  withElement(command).action(async (options: ElementOptions) => {
    const { showElement } = await import('../commands/network-element.ts');
    await showElement(options, terminal);
  });
}

function addErase(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'erase',
    summary: 'forget one e-mail address, card, device …, and every link to it',
    help: `
Examples:
  npx whorl network erase --project shop --email
  npx whorl network erase --project shop --phone --yes < phone-number

${howNamed} It is gone from memory, log and images, and is erased again when
a backup is restored that holds it. Event with --json: erased.`,
  });
  withElement(withYes(command)).action(
    async (options: ElementOptions & { readonly yes?: boolean }) => {
      const { eraseElement } = await import('../commands/network-element.ts');
      await eraseElement(options, terminal);
    },
  );
}

function addPrune(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'prune',
    summary: 'forget what was not seen for a while',
    help: `
Examples:
  npx whorl network prune --keep ip=90 --keep ipPrefix=90 --keep device=400

Kinds are email, emailDomain, phone, address, name, ip, ipPrefix, device, card,
cardParts, account, merchant and category; those that are not named stay. Links go
with their ends. Event with --json: pruned.`,
  }).requiredOption('--keep <kind=days>', 'how long after it was last seen; repeatable', collected);
  withDoor(withEnvironment(withYes(command))).action(async (options: PruneOptions) => {
    const { prune } = await import('../commands/network.ts');
    await prune(options, terminal);
  });
}

type WithoutFolder = Omit<FolderOptions, 'folder'>;

function addBackup(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'backup <folder>',
    summary: 'copy the network to a new folder, while calls are served',
    help: `
Examples:
  npx whorl network backup /srv/backups/network-2026-11-24

On the machine itself, as the owner of the data folder. It is the network as it was at
one instant. What it holds opens with the keyring of this data folder alone.

Event with --json: network-backup.`,
  });
  withDoor(withEnvironment(command)).action(async (folder: string, options: WithoutFolder) => {
    const { backUp } = await import('../commands/network.ts');
    await backUp({ ...options, folder }, terminal);
  });
}

function addRestore(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'restore <folder>',
    summary: 'put a backup in the place of the network, while the service is stopped',
    help: `
Examples:
  npx whorl network restore /srv/backups/network-2026-11-24

On the machine itself, as the owner of the data folder. What was erased since the
backup was made is erased again. Event with --json: network-restored.`,
  });
  withDoor(withEnvironment(withYes(command))).action(
    async (folder: string, options: WithoutFolder) => {
      const { restore } = await import('../commands/network.ts');
      await restore({ ...options, folder }, terminal);
    },
  );
}

function addVerify(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'verify',
    summary: 'look at every record of the network; exit code 1 when one is not right',
    help: `
Examples:
  npx whorl network verify --environment production

Event with --json: network-verdict.`,
  });
  withDoor(withEnvironment(command)).action(async (options: EnvironmentOptions) => {
    const { verify } = await import('../commands/network.ts');
    await verify(options, terminal);
  });
}

function addRekey(network: Command, terminal: Terminal): void {
  const command = addVerb(network, {
    usage: 'rekey',
    summary: 'write every stored identifier anew, under a new storage key',
    help: `
Examples:
  npx whorl network rekey

On the machine itself, as the owner of the data folder, while the service is stopped.
Nothing that was counted is lost; the old key is destroyed.

Event with --json: network-rekeyed.`,
  });
  withDoor(withEnvironment(withYes(command))).action(
    async (options: EnvironmentOptions & { readonly yes?: boolean }) => {
      const { rekey } = await import('../commands/network.ts');
      await rekey(options, terminal);
    },
  );
}
