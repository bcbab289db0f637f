import type { Command } from 'commander';
import type { ConnectOptions } from '../commands/doctor-connect.ts';
import type { ExamineOptions } from '../commands/doctor-examine.ts';
import type { RecentOptions } from '../commands/doctor-recent.ts';
import { UsageError } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { addVerb } from './noun.ts';
import { wholeNumber, withDoor } from './options.ts';

/** All that `whorl doctor` can be told: one of three things is asked for. */
type DoctorOptions = ExamineOptions &
  Omit<ConnectOptions, 'connect'> &
  RecentOptions & { readonly connect?: string; readonly recent?: boolean };

/** Says why a call fails: by its files, on the way there, or by what was refused. */
export function addDoctor(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'doctor [files...]',
    summary: 'say why calls fail, and what to mend',
    help: `
Examples:
  npx whorl doctor shop-node                 a kit, or any folder of files
  npx whorl doctor client.pem client.key client.p12
  npx whorl doctor body.json --request-key request-key.pem
  npx whorl doctor --connect https://localhost:8443/identity --kit shop-node
  npx whorl doctor --recent                  why calls were refused

Files are certificates, keys, PKCS#12, certificate requests, envelopes, and configurations of the official
libraries. What a file is, is told by its content; what it is for, by its name in a kit or by the option that
names it. The password of a PKCS#12 file is read from FILE.pass beside it, from --key-store-password-file or
from WHORL_KEY_STORE_PASSWORD.

--connect goes the way of a call, step by step: name, connection, TLS, one sealed call, its answer. --recent shows
what the sandbox refused within the last 24 hours.

Exit code 1 when something is wrong. Events with --json: examined, step, refusal.`,
  })
    .option('--cert <file>', 'the client certificate, with its issuer')
    .option('--key <file>', 'private key of the client certificate')
    .option('--ca <file>', 'authorities to trust for the server')
    .option('--request-key <file>', 'the Client Encryption Key: certificate or public key')
    .option('--response-key <file>', 'the private response key')
    .option('--key-store <file>', 'certificate and key as PKCS#12')
    .option('--key-store-password-file <file>', 'file with the password of PKCS#12 files')
    .option('--connect <url>', 'go the way of a call to this base URL')
    .option('--kit <dir>', 'the kit to call with (default: demo/ in --data)')
    .option(
      '--file <path>',
      'the transaction to send, a JSON file (default: request.json of the kit, else one of ours)',
    )
    .option('--timeout-ms <n>', 'how long each step may take', wholeNumber(1, 600_000), 5000)
    .option('--recent', 'what the sandbox refused, the newest last')
    .option('--project <name>', 'only what this project was refused')
    .option('--limit <n>', 'how many at most', wholeNumber(1, 1000), 20);
  withDoor(command).action((files: readonly string[], options: DoctorOptions) =>
    examine({ ...options, files }, terminal),
  );
}

/** One of the three; the modules of the others are not loaded. */
async function examine({ connect, recent, ...rest }: DoctorOptions, terminal: Terminal) {
  const asked = [rest.files.length > 0, connect !== undefined, recent];
  if (asked.filter(Boolean).length > 1)
    throw new UsageError('Ask for files, for --connect or for --recent: one at a time.');
  if (recent === true) {
    const { tellRecent } = await import('../commands/doctor-recent.ts');
    return tellRecent(rest, terminal);
  }
  if (connect !== undefined) {
    const { examineService } = await import('../commands/doctor-connect.ts');
    return examineService({ ...rest, connect }, terminal);
  }
  const { examineFiles } = await import('../commands/doctor-examine.ts');
  return examineFiles(rest, terminal);
}
