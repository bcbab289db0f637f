import { insomniaExport } from './insomnia.ts';
import type { Kit } from './kit.ts';
import type { KitConfig } from './kit-config.ts';
import { collection, postmanEnvironment } from './postman.ts';
import { readShipped } from './shipped.ts';

/** One file of a kit, besides those that all have. */
interface FileRow {
  readonly name: string;
  readonly what: string;
  /** Without it the file is shipped as it stands, in `kits/<language>/`. */
  readonly content?: (kit: Kit) => string | Promise<string>;
}

/** What is known of one language. */
export interface LanguageRow {
  /** As its people write it. */
  readonly title: string;
  /** What has to be there to run it. */
  readonly needs: string;
  /** Two commands for a shell, in the kit's folder; two sentences where it is an application. */
  readonly steps: (config: KitConfig) => readonly [string, string];
  readonly isApp?: boolean;
  /** Whether it reads the client certificate as PKCS#12, and not as PEM. */
  readonly readsKeyStore?: boolean;
  readonly files: readonly FileRow[];
}

const program = 'one call, its answer, and why it was refused';
const library = 'the official library, at the version that is meant';

const shell =
  (...steps: readonly [string, string]): LanguageRow['steps'] =>
  () =>
    steps;

const hostOf = ({ baseUrl }: KitConfig): string => new URL(baseUrl).host;

const inSettings = ({ files, ...config }: KitConfig): string =>
  `for ${hostOf({ files, ...config })}: ${files.certificate} and ${files.privateKey}${files.ca === undefined ? '' : `; ${files.ca} as CA certificate`}`;

/** Every language that a kit is made for, by its name on the command line. */
export const languages = {
  node: {
    title: 'Node.js',
    needs: 'Node.js 18 or later',
    steps: shell('npm install', 'node call.js'),
    files: [
      { name: 'call.js', what: program },
      { name: 'package.json', what: library },
    ],
  },
  java: {
    title: 'Java',
    needs: 'Java 11 or later and Maven',
    steps: shell('mvn --quiet compile', 'mvn --quiet exec:java'),
    readsKeyStore: true,
    files: [
      { name: 'Call.java', what: program },
      { name: 'pom.xml', what: library },
    ],
  },
  python: {
    title: 'Python',
    needs: 'Python 3.10 or later',
    steps: shell('python3 -m pip install --target . -r requirements.txt', 'python3 call.py'),
    files: [
      { name: 'call.py', what: program },
      { name: 'requirements.txt', what: library },
    ],
  },
  csharp: {
    title: 'C#',
    needs: '.NET 8 or later',
    steps: shell('dotnet restore', 'dotnet run'),
    readsKeyStore: true,
    files: [
      { name: 'Call.cs', what: program },
      { name: 'call.csproj', what: library },
    ],
  },
  go: {
    title: 'Go',
    needs: 'Go 1.19 or later',
    steps: shell('go mod tidy', 'go run .'),
    files: [
      { name: 'call.go', what: program },
      { name: 'go.mod', what: library },
    ],
  },
  php: {
    title: 'PHP',
    needs: 'PHP 8 with curl, and Composer',
    steps: shell('composer install', 'php call.php'),
    files: [
      { name: 'call.php', what: program },
      { name: 'composer.json', what: library },
    ],
  },
  ruby: {
    title: 'Ruby',
    needs: 'Ruby 3.1 or later and Bundler',
    steps: shell('bundle install', 'bundle exec ruby call.rb'),
    files: [
      { name: 'call.rb', what: program },
      { name: 'Gemfile', what: library },
    ],
  },
  curl: {
    title: 'curl',
    needs: 'bash, curl, and Node.js 18 or later for the envelope',
    steps: shell('chmod +x call.sh', './call.sh'),
    files: [
      { name: 'call.sh', what: program },
      { name: 'envelope.mjs', what: 'seals and opens, with nothing but Node.js' },
    ],
  },
  postman: {
    title: 'Postman',
    needs: 'Postman 11 of 2025 or later, whose scripts have WebCrypto (Newman has not)',
    isApp: true,
    steps: (config) => [
      `Import collection.json and environment.json, and paste ${config.files.responseKey} into the variable responseKey.`,
      `Under Settings, Certificates, ${inSettings(config)}. Then Send; the Console has the opened answer.`,
    ],
    files: [
      {
        name: 'collection.json',
        what: 'one request, with the scripts that seal it and open its answer',
        content: async (kit) =>
          collection(kit, {
            before: await readShipped('postman/before.js'),
            after: await readShipped('postman/after.js'),
          }),
      },
      {
        name: 'environment.json',
        what: 'where to call, and the public request key',
        content: postmanEnvironment,
      },
    ],
  },
  insomnia: {
    title: 'Insomnia',
    needs: 'Insomnia and its official plugin insomnia-plugin-mastercard',
    isApp: true,
    steps: (config) => [
      'Install the plugin under Preferences, Plugins; then import insomnia.json.',
      `Add the client certificate in the collection’s settings, ${inSettings(config)}. Then Send.`,
    ],
    files: [
      {
        name: 'insomnia.json',
        what: 'one request, and the configuration of the plugin that seals it',
        content: insomniaExport,
      },
    ],
  },
} as const satisfies Record<string, LanguageRow>;

/** The name of a language on the command line. */
export type LanguageName = keyof typeof languages;

/** The names, in the order of the table. */
export const languageNames = Object.keys(languages) as readonly LanguageName[];
