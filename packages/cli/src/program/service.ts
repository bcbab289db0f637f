import { type Command, Option } from 'commander';
import type { AdminOptions } from '../admin/with-admin.ts';
import type { AuditOptions, VerifyOptions } from '../commands/audit.ts';
import type { RotateMasterKeyOptions } from '../commands/service.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { wholeNumber, withDoor, withYes } from './options.ts';

/** What keeps the service itself. */
export function addService(program: Command, terminal: Terminal): void {
  const audit = addNoun(program, 'audit', 'what was changed, by whom');
  addAuditList(audit, terminal);
  addVerify(audit, terminal);
  addProduction(addNoun(program, 'production', 'the production environment'), terminal);
  addMasterKey(addNoun(program, 'master-key', 'the key that wraps all others'), terminal);
}

const most = 1000;

function addAuditList(audit: Command, terminal: Terminal): void {
  const command = addVerb(audit, {
    usage: 'list',
    summary: 'read an audit trail, oldest first',
    help: `
Examples:
  npx whorl audit list
  npx whorl audit list --trail accounts --after 100 --limit 20
  npx whorl audit list --json | jq 'select(.operation == "credential.revoke")'

Event with --json, for each: audit.`,
  })
    .addOption(
      new Option('--trail <name>', 'which trail')
        .choices(['sandbox', 'production', 'accounts'])
        .default('sandbox'),
    )
    .addOption(
      new Option('--after <n>', 'the last number you have')
        .default(0)
        .argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    )
    .addOption(
      new Option('--limit <n>', 'how many at most').default(100).argParser(wholeNumber(1, most)),
    );
  withDoor(command).action(async (options: AuditOptions) => {
    const { listAudit } = await import('../commands/audit.ts');
    await listAudit(options, terminal);
  });
}

function addVerify(audit: Command, terminal: Terminal): void {
  const command = addVerb(audit, {
    usage: 'verify',
    summary: 'check every audit trail, link by link; exit code 1 when one is not whole',
    help: `
Examples:
  npx whorl audit verify
  npx whorl audit verify --heads /mnt/elsewhere/heads.jsonl

Heads are exported hourly, to the data folder and to the log; those that you kept
elsewhere show what was cut off at the end. One JSON object a line.

Event with --json: audit-verdicts.`,
  }).option('--heads <file>', 'heads from a place of your own, JSON lines');
  withDoor(command).action(async (options: VerifyOptions) => {
    const { verifyAudit } = await import('../commands/audit.ts');
    await verifyAudit(options, terminal);
  });
}

function addProduction(production: Command, terminal: Terminal): void {
  const command = addVerb(production, {
    usage: 'init',
    summary: 'set production up, and start it',
    help: `
Examples:
  npx whorl production init

On the machine itself, as the owner of the data folder. Production does not start with
a missing or weak security setting: each is named.

Event with --json: status.`,
  });
  withDoor(command).action(async (options: AdminOptions) => {
    const { initProduction } = await import('../commands/service.ts');
    await initProduction(options, terminal);
  });
}

function addMasterKey(masterKey: Command, terminal: Terminal): void {
  const command = addVerb(masterKey, {
    usage: 'rotate',
    summary: 'wrap every key anew, under a new master key',
    help: `
Examples:
  npx whorl master-key rotate --new-key-file /etc/whorl/master.key

On the machine itself, as the owner of the data folder. The file is made where there is
none. Event with --json: master-key-rotated.`,
  }).requiredOption('--new-key-file <path>', 'the new key, on the machine of the service');
  withDoor(withYes(command)).action(async (options: RotateMasterKeyOptions) => {
    const { rotateMasterKey } = await import('../commands/service.ts');
    await rotateMasterKey(options, terminal);
  });
}
