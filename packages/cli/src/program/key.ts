import type { Command } from 'commander';
import type { RevocationOptions } from '../commands/credential.ts';
import type { DownloadOptions, KeyOptions, OneKeyOptions } from '../commands/key.ts';
import type { ProjectOptions } from '../commands/project.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { withKeyStore, withOut, withProjectDoor, withReason } from './options.ts';

/** Pairs of encryption keys. */
export function addKey(program: Command, terminal: Terminal): void {
  const key = addNoun(program, 'key', 'encryption keys, in pairs: what calls are sealed with');
  addCreate(key, terminal);
  addImport(key, terminal);
  addList(key, terminal);
  addShow(key, terminal);
  addRotate(key, terminal);
  addRevoke(key, terminal);
  addDownload(key, terminal);
}

function addCreate(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'create',
    summary: 'make a pair: the request key, and the response key for you',
    help: `
Examples:
  npx whorl key create --project shop
  npx whorl key create --project shop --out /srv/shop/keys --key-store legacy

Requests are encrypted to the Client Encryption Key (request-key.pem, public; its
private half never leaves the service). Answers are decrypted with the response key
(response-key.pem, private), which is handed over this once, and not kept.

Event with --json: key.`,
  });
  withProjectDoor(withOut(withKeyStore(command))).action(async (options: KeyOptions) => {
    const { createKey } = await import('../commands/key.ts');
    await createKey(options, terminal);
  });
}

function addImport(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'import',
    summary: 'make a request key, paired with a response key of your own',
    help: `
Examples:
  openssl genrsa -out response-key.pem 2048
  openssl rsa -in response-key.pem -pubout -out response-key.public.pem
  npx whorl key import --project shop --response-key response-key.public.pem

The public half alone is given: PEM, JWK or certificate, RSA of 2048 to 4096 bits.

Event with --json: key.`,
  }).requiredOption('--response-key <file>', 'your public response key');
  withProjectDoor(withOut(command)).action(async (options: KeyOptions) => {
    const { createKey } = await import('../commands/key.ts');
    await createKey(options, terminal);
  });
}

function addList(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'list',
    summary: 'list a project’s pairs',
    help: `
Examples:
  npx whorl key list --project shop

Of a request key there are two fingerprints: that of the public key, the kid that most
clients send, and that of its certificate. Twelve digits of the first name a pair in
the other commands. Event with --json, for each: key.`,
  });
  withProjectDoor(command).action(async (options: ProjectOptions) => {
    const { listKeys } = await import('../commands/key.ts');
    await listKeys(options, terminal);
  });
}

function addShow(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'show <fingerprint>',
    summary: 'show one pair, with its fingerprints whole',
    help: `
Examples:
  npx whorl key show 9a41d07c55e0 --project shop

Event with --json: key.`,
  });
  withProjectDoor(command).action(
    async (fingerprint: string, options: Omit<OneKeyOptions, 'key'>) => {
      const { showKey } = await import('../commands/key.ts');
      await showKey({ ...options, key: fingerprint }, terminal);
    },
  );
}

function addRotate(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'rotate <fingerprint>',
    summary: 'make a successor pair; both are good until the old one is revoked',
    help: `
Examples:
  npx whorl key rotate 9a41d07c55e0 --project shop --out shop-sandbox-2
  npx whorl key rotate 9a41d07c55e0 --project shop --out next \\
    --response-key next.public.pem

Event with --json: key.`,
  }).option('--response-key <file>', 'your public response key; without it one is made');
  withProjectDoor(withOut(withKeyStore(command))).action(
    async (fingerprint: string, options: Omit<KeyOptions & OneKeyOptions, 'key'>) => {
      const { rotateKey } = await import('../commands/key.ts');
      await rotateKey({ ...options, key: fingerprint }, terminal);
    },
  );
}

function addRevoke(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'revoke <fingerprint>',
    summary: 'revoke a pair, effective on the next request',
    help: `
Examples:
  npx whorl key revoke 9a41d07c55e0 --project shop --reason superseded

Event with --json: key.`,
  });
  withProjectDoor(withReason(command)).action(
    async (fingerprint: string, options: Omit<OneKeyOptions, 'key'> & RevocationOptions) => {
      const { revokeKey } = await import('../commands/key.ts');
      await revokeKey({ ...options, key: fingerprint }, terminal);
    },
  );
}

function addDownload(key: Command, terminal: Terminal): void {
  const command = addVerb(key, {
    usage: 'download <fingerprint>',
    summary: 'download the public half of a request key, in every form',
    help: `
Examples:
  npx whorl key download 9a41d07c55e0 --project shop --out keys

Event with --json: files.`,
  });
  withProjectDoor(withOut(command)).action(
    async (fingerprint: string, options: Omit<DownloadOptions, 'key'>) => {
      const { downloadKey } = await import('../commands/key.ts');
      await downloadKey({ ...options, key: fingerprint }, terminal);
    },
  );
}
