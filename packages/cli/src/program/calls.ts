import { type Command, Option } from 'commander';
import type { CallOptions } from '../commands/call.ts';
import type { OpenOptions } from '../commands/open.ts';
import type { SealOptions } from '../commands/seal.ts';
import type { Terminal } from '../terminal.ts';
import { addVerb } from './noun.ts';
import { wholeNumber, withData, withJson } from './options.ts';

// Each command's module is loaded when it runs: `whorl version` should not wait for a server.

/** The service itself, and what its callers do. */
export function addCalls(program: Command, terminal: Terminal): void {
  addStart(program, terminal);
  addCall(program, terminal);
  addSeal(program, terminal);
  addOpen(program, terminal);
}

function addStart(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'start',
    summary: 'start the sandbox, and send it one call',
    help: `
Examples:
  npx whorl start                      on https://localhost:8443/identity
  npx whorl start --port 0 --json      on a free port: the first line says which
  npx whorl start --data /srv/whorl --log-level warn
  WHORL_PORT=9000 npx whorl start      settings can come from the environment

The folder keeps authority, keys and history; delete it to begin anew.
A setting comes from its flag, else from WHORL_<NAME>, else from settings.json in
the folder: docs/reference/settings.md lists them all.

Events with --json: ready, greeting (or greeting-failed), stopped.`,
  })
    .option('--port <n>', 'the port to listen on, 0 for a free one (default: 8443)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--admin-port <n>', 'the port of the admin API, likewise (default: 9443)')
    .option('--log-level <level>', 'debug, info, warn, error or silent (default: info)');
  withData(command).action(async ({ data, json: _, ...flags }) => {
    const { start } = await import('../commands/start.ts');
    await start({ data, flags }, terminal);
  });
}

/** The longest that a timer of the platform can wait. */
const maxTimeoutMs = 2 ** 31 - 1;

function addCall(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'call',
    summary: 'send one sealed call, and print the opened answer',
    help: `
Examples:
  npx whorl call --file api/examples/full.json
  npx whorl call --file tx.json --raw                 the two envelopes as well
  npx whorl call --json < tx.json | jq .answer
  npx whorl call --file tx.json --credentials shop-sandbox
  npx whorl call --file tx.json --base-url https://HOST/identity \\
    --cert client.pem --key client.key \\
    --request-key request-key.pem --response-key response-key.pem

Without credentials of your own it uses those in the data folder's demo/;
--credentials names a folder that \`whorl credential\` and \`whorl key\` wrote. With
--base-url and --cert, and no --ca, the system's own authorities are trusted.

Event with --json: answer.`,
  })
    .option('--file <path>', 'the transaction, a JSON file; - or nothing is standard input')
    .option('--raw', 'print both envelopes too')
    .addOption(
      new Option('--timeout-ms <n>', 'how long to wait')
        .default(3000)
        .argParser(wholeNumber(1, maxTimeoutMs)),
    )
    .option('--base-url <url>', 'where to call (default: where the sandbox listens)')
    .option('--cert <path>', 'client certificate and its issuer')
    .option('--key <path>', 'private key of the client certificate')
    .option('--ca <path>', 'authorities to trust for the server');
  withCredentials(withResponseKey(withRequestKey(command))).action(async (options: CallOptions) => {
    const { call } = await import('../commands/call.ts');
    await call(options, terminal);
  });
}

function addSeal(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'seal',
    summary: 'seal one transaction into a request body',
    help: `
Examples:
  npx whorl seal --file tx.json > body.json
  curl --cacert .whorl/demo/ca.pem \\
    --cert .whorl/demo/client.pem --key .whorl/demo/client.key \\
    -H 'Content-Type: application/json' --data @body.json \\
    https://localhost:8443/identity/transactions | npx whorl open

Event with --json: sealed.`,
  }).option('--file <path>', 'the transaction, a JSON file; - or nothing is standard input');
  withCredentials(withRequestKey(command)).action(async (options: SealOptions) => {
    const { seal } = await import('../commands/seal.ts');
    await seal(options, terminal);
  });
}

function addOpen(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'open',
    summary: 'open one answer body, and print what is in it',
    help: `
Examples:
  npx whorl open --file answer.json
  curl … | npx whorl open
  npx whorl open --response-key my-response-key.pem < answer.json

Event with --json: opened.`,
  }).option('--file <path>', 'the answer body; - or nothing is standard input');
  withCredentials(withResponseKey(command)).action(async (options: OpenOptions) => {
    const { open } = await import('../commands/open.ts');
    await open(options, terminal);
  });
}

/** Adds the command that says which Whorl this is. */
export function addVersion(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'version',
    summary: 'print which Whorl this is',
    help: `
Examples:
  npx whorl version
  npx whorl version --json`,
  });
  withJson(command).action(async () => {
    const { version } = await import('../commands/version.ts');
    version(terminal);
  });
}

const withRequestKey = (command: Command): Command =>
  command.option('--request-key <path>', 'the Client Encryption Key: certificate or public key');

const withResponseKey = (command: Command): Command =>
  command.option('--response-key <path>', 'the private response key');

const withCredentials = (command: Command): Command =>
  withData(
    command.option('--credentials <dir>', 'folder of the credentials (default: demo/ in --data)'),
  );
