import { type Command, Option } from 'commander';
import type { KitOptions } from '../commands/kit.ts';
import { languageNames } from '../kit/languages.ts';
import type { Terminal } from '../terminal.ts';
import { addVerb } from './noun.ts';
import { withDoor, withEnvironment } from './options.ts';

const own = 'Credentials of your own, in place of new ones:';

/** Folders to begin from, in the caller's language. */
export function addKit(program: Command, terminal: Terminal): void {
  const command = addVerb(program, {
    usage: 'kit <project>',
    summary: 'write a folder that calls as it is, in your language',
    help: `
Examples:
  npx whorl kit shop --for node
  npx whorl kit shop --for java --out /srv/shop/first-call
  npx whorl kit shop --for curl --credentials shop-sandbox
  npx whorl kit shop --for python --base-url https://HOST/identity \\
    --cert client.pem --key client.key \\
    --request-key request-key.pem --response-key response-key.pem

In the folder: the credentials in the form that the language reads, the official
library's configuration, one request, a program of a page, and how to run it.

Without credentials of your own a certificate is issued and a pair of keys made, as by
\`whorl credential issue\` and \`whorl key create\`, and their private halves are handed
over this once. With them nothing is made, and no service is asked: private keys stay
where they are, the kit names their paths. That is the way to the commercial service.

Event with --json: kit.`,
  })
    .addOption(
      new Option('--for <language>', 'whose kit').choices(languageNames).makeOptionMandatory(),
    )
    .option('--out <dir>', 'folder of the kit (default: ./<project>-<language>)')
    .option('--force', 'replace files that are there with other content');
  withDoor(withOwn(withEnvironment(command))).action(
    async (project: string, options: Omit<KitOptions, 'project'>) => {
      const { kit } = await import('../commands/kit.ts');
      await kit({ ...options, project }, terminal);
    },
  );
}

/** As `whorl call` has them, and key stores for languages that read no PEM. */
const withOwn = (command: Command): Command =>
  ownOptions.reduce(
    (all, [flags, what]) => all.addOption(new Option(flags, what).helpGroup(own)),
    command,
  );

const ownOptions = [
  ['--credentials <dir>', 'a kit, or a folder that `whorl credential` and `whorl key` wrote'],
  ['--base-url <url>', 'where to call (default: where the service listens)'],
  ['--cert <path>', 'client certificate and its issuer'],
  ['--key <path>', 'private key of the client certificate'],
  ['--ca <path>', 'authorities to trust for the server'],
  ['--request-key <path>', 'the Client Encryption Key: certificate'],
  ['--response-key <path>', 'the private response key'],
  ['--key-store <path>', 'client certificate and key as PKCS#12'],
  ['--key-store-password-file <path>', 'file with the password of --key-store'],
] as const;
