import type { Command } from 'commander';
import type { AdminOptions } from '../admin/with-admin.ts';
import type { LoginOptions, PasswordOptions } from '../commands/sign-in.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { withDoor } from './options.ts';

/** Who one is to the admin API. */
export function addSignIn(program: Command, terminal: Terminal): void {
  addStatus(program, terminal);
  addLogin(program, terminal);
  addLogout(program, terminal);
  addPassword(program, terminal);
  addTotp(program, terminal);
}

function addStatus(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'status',
    summary: 'show what runs here, and as whom you are seen',
    help: `
Examples:
  npx whorl status
  npx whorl status --admin-url https://whorl.example.com:9443 --json

Commands go to --admin-url, else to the service that has the data folder, over its
admin.sock; while none runs, they do it in the folder themselves.
You are the token in WHORL_TOKEN, else whoever signed in with \`whorl login\`, else,
on the machine itself, the owner of the folder, who is an admin.

Event with --json: status.`,
  });
  withDoor(command).action(async (options: AdminOptions) => {
    const { status } = await import('../commands/status.ts');
    await status(options, terminal);
  });
}

function addLogin(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'login',
    summary: 'sign in, for the commands after this one',
    help: `
Examples:
  npx whorl login --email ada@example.com
  npx whorl login --email ada@example.com --password-file ada.pass
  WHORL_PASSWORD=… WHORL_TOTP=123456 npx whorl login --email ada@example.com

The session is kept in ~/.config/whorl/sessions.json, for you alone to read, until
it ends or \`npx whorl logout\`. A password is never an argument.

Event with --json: signed-in.`,
  })
    .requiredOption('--email <address>', 'of your account')
    .option('--password-file <file>', 'file with the password (else WHORL_PASSWORD, else asked)');
  withDoor(command).action(async (options: LoginOptions) => {
    const { login } = await import('../commands/sign-in.ts');
    await login(options, terminal);
  });
}

function addLogout(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'logout',
    summary: 'sign out',
    help: `
Examples:
  npx whorl logout

Event with --json: signed-out.`,
  });
  withDoor(command).action(async (options: AdminOptions) => {
    const { logout } = await import('../commands/sign-in.ts');
    await logout(options, terminal);
  });
}

function addPassword(program: Command, terminal: Terminal): void {
  const command = addVerb(addNoun(program, 'password', 'your password'), {
    usage: 'change',
    summary: 'change your password; your other sessions end',
    help: `
Examples:
  npx whorl password change
  npx whorl password change --password-file old --new-password-file new

Variables: WHORL_PASSWORD, WHORL_NEW_PASSWORD. Event with --json: password-changed.`,
  })
    .option('--password-file <file>', 'file with the password of now')
    .option('--new-password-file <file>', 'file with the new one');
  withDoor(command).action(async (options: PasswordOptions) => {
    const { changePassword } = await import('../commands/sign-in.ts');
    await changePassword(options, terminal);
  });
}

function addTotp(program: Command, terminal: Terminal): void {
  const totp = addNoun(program, 'totp', 'your second factor');
  const enable = addVerb(totp, {
    usage: 'enable',
    summary: 'set up a second factor: codes from an authenticator app',
    help: `
Examples:
  npx whorl totp enable
  npx whorl totp enable --password-file ada.pass > otpauth-uri.txt

Prints what the app reads, on a terminal as a QR code as well, and asks for a first
code. Without a terminal, \`npx whorl totp confirm\` takes it.
Variables: WHORL_PASSWORD. Events with --json: totp-secret, totp-enabled.`,
  }).option('--password-file <file>', 'file with your password');
  withDoor(enable).action(async (options: PasswordOptions) => {
    const { enableTotp } = await import('../commands/totp.ts');
    await enableTotp(options, terminal);
  });
  const confirm = addVerb(totp, {
    usage: 'confirm',
    summary: 'put the second factor in force with a first code',
    help: `
Examples:
  npx whorl totp confirm
  WHORL_TOTP=123456 npx whorl totp confirm

Event with --json: totp-enabled.`,
  });
  withDoor(confirm).action(async (options: AdminOptions) => {
    const { confirmTotp } = await import('../commands/totp.ts');
    await confirmTotp(options, terminal);
  });
}
