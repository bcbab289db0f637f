import type { Command } from 'commander';
import type { EnvironmentOptions } from '../admin/with-admin.ts';
import type { AuthorityOutOptions, ExportOptions, RestoreOptions } from '../commands/authority.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { withDoor, withEnvironment, withYes } from './options.ts';

/** Who signs certificates. */
export function addAuthority(program: Command, terminal: Terminal): void {
  const authority = addNoun(program, 'authority', 'who signs certificates');
  addShow(authority, terminal);
  addRevocationList(authority, terminal);
  dangers.forEach(addDanger(authority, terminal));
  addExport(authority, terminal);
  addRestore(authority, terminal);
}

function addShow(authority: Command, terminal: Terminal): void {
  const command = addVerb(authority, {
    usage: 'show',
    summary: 'show an environment’s authorities',
    help: `
Examples:
  npx whorl authority show
  npx whorl authority show --json | jq -r '.authorities[].certificate'

Event with --json: authority.`,
  });
  withDoor(withEnvironment(command)).action(async (options: EnvironmentOptions) => {
    const { showAuthority } = await import('../commands/authority.ts');
    await showAuthority(options, terminal);
  });
}

function addRevocationList(authority: Command, terminal: Terminal): void {
  const command = addVerb(authority, {
    usage: 'crl',
    summary: 'print the revocation lists, for proxies that end TLS',
    help: `
Examples:
  npx whorl authority crl > revocation-list.pem
  npx whorl authority crl --out /etc/proxy/whorl
  openssl verify -crl_check -CAfile client-authorities.pem \\
    -CRLfile revocation-list.pem client.pem

With --out the issuers' certificates are written too; files of before are replaced.
The same list is kept in the data folder.

Events with --json: revocation-list, or files.`,
  }).option('--out <dir>', 'folder for the files');
  withDoor(withEnvironment(command)).action(async (options: AuthorityOutOptions) => {
    const { writeRevocationList } = await import('../commands/authority.ts');
    await writeRevocationList(options, terminal);
  });
}

/** Steps that are asked about first. */
const dangers = [
  {
    usage: 'rotate-issuer',
    summary: 'make a new issuing intermediate; the former’s certificates stay good',
    load: async () => (await import('../commands/authority.ts')).rotateIssuer,
  },
  {
    usage: 'remove-root',
    summary: 'remove the client root’s key from here; it must have been exported',
    load: async () => (await import('../commands/authority.ts')).removeRoot,
  },
] as const;

const addDanger =
  (authority: Command, terminal: Terminal) =>
  ({ usage, summary, load }: (typeof dangers)[number]): void => {
    const help = `
Examples:
  npx whorl authority ${usage} --environment production

Event with --json: authority.`;
    const command = addVerb(authority, { usage, summary, help });
    withDoor(withEnvironment(withYes(command))).action(
      async (options: EnvironmentOptions & { readonly yes?: boolean }) => {
        const run = await load();
        await run(options, terminal);
      },
    );
  };

function addExport(authority: Command, terminal: Terminal): void {
  const command = addVerb(authority, {
    usage: 'export-root',
    summary: 'export the client root’s key, encrypted',
    help: `
Examples:
  npx whorl authority export-root --environment production --out /media/safe

The passphrase, of sixteen characters or more, is read from --passphrase-file, else
WHORL_PASSPHRASE, else asked twice. Event with --json: files.`,
  })
    .requiredOption('--out <dir>', 'folder for the files')
    .option('--force', 'replace files that are there with other content')
    .option('--passphrase-file <file>', 'file with the passphrase');
  withDoor(withEnvironment(command)).action(async (options: ExportOptions) => {
    const { exportRoot } = await import('../commands/authority.ts');
    await exportRoot(options, terminal);
  });
}

function addRestore(authority: Command, terminal: Terminal): void {
  const command = addVerb(authority, {
    usage: 'restore-root',
    summary: 'bring the client root’s key back',
    help: `
Examples:
  npx whorl authority restore-root --environment production \\
    --key /media/safe/production-client-root.key

The passphrase is read from --passphrase-file, else WHORL_PASSPHRASE, else asked.
Event with --json: authority.`,
  })
    .requiredOption('--key <file>', 'the exported key')
    .option('--passphrase-file <file>', 'file with the passphrase');
  withDoor(withEnvironment(command)).action(async (options: RestoreOptions) => {
    const { restoreRoot } = await import('../commands/authority.ts');
    await restoreRoot(options, terminal);
  });
}
