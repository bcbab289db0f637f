/** Programs of the operating system that some suites talk to, and how they get onto a Debian or Ubuntu. */
import { spawnSync } from 'node:child_process';

interface ProgramRow {
  /** Succeeds where the program is there. */
  readonly probe: readonly [command: string, ...args: string[]];
  /** The package that brings it. */
  readonly package: string;
  /** Which suite needs it. */
  readonly why: string;
}

const programs: readonly ProgramRow[] = [
  { probe: ['curl', '--version'], package: 'curl', why: "the README's calls by curl" },
  {
    probe: ['openssl', 'version'],
    package: 'openssl',
    why: 'certificates read by a second opinion',
  },
  { probe: ['jq', '--version'], package: 'jq', why: 'the commands of the guide to the admin API' },
  {
    // Debian's own Python, which its packages are for, whichever comes first on the path.
    probe: ['/usr/bin/python3', '-c', 'import jwcrypto'],
    package: 'python3-jwcrypto',
    why: 'envelopes sealed and opened by another JOSE library',
  },
  {
    // The runtime alone cannot run a source file.
    probe: ['javac', '-version'],
    package: 'default-jdk-headless',
    why: 'a Java client, and the key stores that keytool reads',
  },
  {
    probe: ['test', '-f', '/usr/share/java/gson.jar'],
    package: 'libgoogle-gson-java',
    why: 'the kit for Java',
  },
  {
    probe: ['/usr/bin/python3', '-c', 'import requests'],
    package: 'python3-requests',
    why: 'the kit for Python',
  },
  { probe: ['php', '--version'], package: 'php-cli', why: 'the kit for PHP' },
  { probe: ['php', '--ri', 'curl'], package: 'php-curl', why: 'the kit for PHP' },
  { probe: ['ruby', '--version'], package: 'ruby', why: 'the kit for Ruby' },
  { probe: ['go', 'version'], package: 'golang-go', why: 'the kit for Go' },
  { probe: ['mcs', '--version'], package: 'mono-mcs', why: 'the kit for C#' },
  { probe: ['nginx', '-v'], package: 'nginx', why: 'the guides to proxies' },
  {
    probe: ['test', '-f', '/usr/lib/nginx/modules/ngx_stream_module.so'],
    package: 'libnginx-mod-stream',
    why: 'the guides to proxies',
  },
  { probe: ['haproxy', '-v'], package: 'haproxy', why: 'the guides to proxies' },
];

/** Installs what is missing. Suites fail by themselves where something is missing even so. */
export function installSystemPrograms(): void {
  const missing = programs.filter((row) => !works(row.probe));
  if (missing.length === 0) return;
  for (const row of missing) console.log(`Installing ${row.package}: ${row.why}.`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive'];
  const packages = missing.map((row) => row.package);
  aptGet([...sudo, 'apt-get', '--quiet', 'update']);
  aptGet([
    ...sudo,
    'apt-get',
    '--quiet',
    'install',
    '--yes',
    '--no-install-recommends',
    ...packages,
  ]);
}

function works([command, ...args]: ProgramRow['probe']): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function aptGet([command = '', ...args]: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${[command, ...args].join(' ')} failed. ${error?.message ?? ''}`);
  console.error(`${stdout ?? ''}${stderr ?? ''}`.trimEnd().split('\n').slice(-10).join('\n'));
}
