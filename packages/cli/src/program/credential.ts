import type { Command } from 'commander';
import type {
  CredentialOptions,
  IssueOptions,
  RegisterOptions,
  RequestOptions,
  RevocationOptions,
  RotateOptions,
} from '../commands/credential.ts';
import type { ProjectOptions } from '../commands/project.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { withKeyStore, withOut, withProjectDoor, withReason } from './options.ts';

/** Client certificates. */
export function addCredential(program: Command, terminal: Terminal): void {
  const credential = addNoun(program, 'credential', 'client certificates: what calls');
  addRequest(credential, terminal);
  addIssue(credential, terminal);
  addRegister(credential, terminal);
  addList(credential, terminal);
  addShow(credential, terminal);
  addRotate(credential, terminal);
  addRevoke(credential, terminal);
}

function addRequest(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'request',
    summary: 'have a certificate issued for a request (PKCS#10)',
    help: `
Examples:
  openssl req -new -newkey rsa:2048 -nodes -keyout client.key -out client.csr \\
    -subj '/O=Shop Ltd/CN=web1-Client-MTF-SHOP'
  npx whorl credential request --project shop --csr client.csr

The private key stays with you. CN is <unique>-Client-<MTF or PROD>-<company id>, MTF
in the sandbox, and O the company.

Event with --json: credential.`,
  }).requiredOption('--csr <file>', 'the request, PEM');
  withProjectDoor(withOut(command)).action(async (options: RequestOptions) => {
    const { requestCredential } = await import('../commands/credential.ts');
    await requestCredential(options, terminal);
  });
}

function addIssue(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'issue',
    summary: 'have a certificate issued, its key made by the service',
    help: `
Examples:
  npx whorl credential issue --project shop
  npx whorl credential issue --project shop --out tls --key-store legacy

The private key is handed over this once, and not kept. Files: client.pem, client.key,
both as client.p12 with its password, ca.pem to trust the server, config.json.

Event with --json: credential.`,
  });
  withProjectDoor(withOut(withKeyStore(command))).action(async (options: IssueOptions) => {
    const { issueCredential } = await import('../commands/credential.ts');
    await issueCredential(options, terminal);
  });
}

function addRegister(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'register',
    summary: 'register a certificate issued elsewhere, pinned by its bytes',
    help: `
Examples:
  npx whorl credential register --project shop --certificate client.pem \\
    --issuer their-ca.pem

The issuer is announced to callers, so that their libraries choose the certificate; it
is never trusted.

Event with --json: credential.`,
  })
    .requiredOption('--certificate <file>', 'the certificate, PEM')
    .option('--issuer <file>', 'who issued it, PEM');
  withProjectDoor(withOut(command)).action(async (options: RegisterOptions) => {
    const { registerCredential } = await import('../commands/credential.ts');
    await registerCredential(options, terminal);
  });
}

function addList(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'list',
    summary: 'list a project’s certificates',
    help: `
Examples:
  npx whorl credential list --project shop

Fingerprints are shown by their first twelve digits, which name a certificate in the
other commands. Event with --json, for each: credential.`,
  });
  withProjectDoor(command).action(async (options: ProjectOptions) => {
    const { listCredentials } = await import('../commands/credential.ts');
    await listCredentials(options, terminal);
  });
}

function addShow(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'show <fingerprint>',
    summary: 'show one, with its fingerprints whole',
    help: `
Examples:
  npx whorl credential show 3f0c51aa9d12 --project shop

Event with --json: credential.`,
  });
  withProjectDoor(command).action(
    async (credential: string, options: Omit<CredentialOptions, 'credential'>) => {
      const { showCredential } = await import('../commands/credential.ts');
      await showCredential({ ...options, credential }, terminal);
    },
  );
}

function addRotate(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'rotate <fingerprint>',
    summary: 'have a successor issued; both are good until the old one is revoked',
    help: `
Examples:
  npx whorl credential rotate 3f0c51aa9d12 --project shop --out shop-sandbox-2
  npx whorl credential rotate 3f0c51aa9d12 --project shop --csr next.csr \\
    --out next

Event with --json: credential.`,
  }).option('--csr <file>', 'a request, PEM; without it the service makes the key');
  withProjectDoor(withOut(withKeyStore(command))).action(
    async (credential: string, options: Omit<RotateOptions, 'credential'>) => {
      const { rotateCredential } = await import('../commands/credential.ts');
      await rotateCredential({ ...options, credential }, terminal);
    },
  );
}

function addRevoke(credential: Command, terminal: Terminal): void {
  const command = addVerb(credential, {
    usage: 'revoke <fingerprint>',
    summary: 'revoke one, effective on the next request',
    help: `
Examples:
  npx whorl credential revoke 3f0c51aa9d12 --project shop --reason superseded
  npx whorl credential revoke 3f0c51aa9d12 --project shop --yes

Event with --json: credential.`,
  });
  withProjectDoor(withReason(command)).action(
    async (
      credential: string,
      options: Omit<CredentialOptions, 'credential'> & RevocationOptions,
    ) => {
      const { revokeCredential } = await import('../commands/credential.ts');
      await revokeCredential({ ...options, credential }, terminal);
    },
  );
}
