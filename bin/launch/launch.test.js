/** The launcher from outside: a folder like a clone, whose whole program is one small TypeScript file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const program = `
const [what]: readonly (string | undefined)[] = process.argv.slice(2);
if (what === 'serve') {
  const timer = setInterval(() => {}, 1000);
  process.on('SIGTERM', () => {
    console.log('stopped');
    clearInterval(timer);
  });
}
console.log(JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2) }));
if (what === 'fail') process.exitCode = 7;
if (what === 'die') process.kill(process.pid, 'SIGKILL');
`;

let clone;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'whorl-clone-'));
  const bin = fileURLToPath(new URL('..', import.meta.url));
  cpSync(bin, join(clone, 'bin'), { recursive: true });
  add('packages/cli/src/index.ts', program);
  add('package.json', '{ "name": "clone", "version": "1.0.0", "type": "module" }');
  lock({});
});
afterEach(() => rmSync(clone, { recursive: true }));

function add(path, text) {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text);
}

function lock(dependencies) {
  const root = { name: 'clone', version: '1.0.0', dependencies };
  const rest = Object.entries(dependencies).map(([name, version]) => [
    `node_modules/${name}`,
    { version },
  ]);
  const packages = { '': root, ...Object.fromEntries(rest) };
  add('package.json', JSON.stringify({ ...root, type: 'module' }));
  add('package-lock.json', JSON.stringify({ name: 'clone', lockfileVersion: 3, packages }));
}

function start(...args) {
  const launcher = spawn(process.execPath, [join(clone, 'bin', 'whorl.js'), ...args], {
    cwd: tmpdir(),
    env: {
      ...process.env,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_cache: join(clone, 'cache'),
    },
  });
  const said = { out: '', err: '' };
  launcher.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  launcher.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  return { launcher, said };
}

async function outcome(...args) {
  const { launcher, said } = start(...args);
  const [code] = await once(launcher, 'close');
  return { code, ...said };
}

/** The streams close when the last process that holds them has ended. */
async function outcomeAfter(signal) {
  const { launcher, said } = start('serve');
  await once(launcher.stdout, 'data');
  launcher.kill(signal);
  const [code] = await once(launcher, 'close');
  return { code, out: said.out };
}

it('runs the program in the folder one is in, and says nothing of its own', async () => {
  const { code, out, err } = await outcome('call', '--json', 'a b');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({ cwd: tmpdir(), args: ['call', '--json', 'a b'] });
});

it("ends with the program's exit code", async () => {
  expect((await outcome('fail')).code).toBe(7);
});

it('ends with 128 and the signal that killed the program', async () => {
  expect((await outcome('die')).code).toBe(128 + 9);
});

it('passes a request to stop on to the program, and waits for it', async () => {
  const { code, out } = await outcomeAfter('SIGTERM');
  expect(out).toMatch(/stopped\n$/);
  expect(code).toBe(0);
});

it('takes the program along when it is killed', async () => {
  const { out } = await outcomeAfter('SIGKILL');
  expect(out).toMatch(/stopped\n$/);
});

it('says in plain words that there is no network, on standard error', async () => {
  lock({ 'left-pad': '1.3.0' });
  const { code, out, err } = await outcome('call');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('whorl: installing the dependencies (about 5 s) …');
  expect(err).toContain('The package registry cannot be reached.');
  expect(err).toContain('npm ci --omit=dev --omit=optional --ignore-scripts');
  expect(err).toContain('ECONNREFUSED');
  expect(existsSync(join(clone, '.installing'))).toBe(false);
});

it('installs nothing where all is installed', async () => {
  lock({ 'left-pad': '1.3.0' });
  const packages = { 'node_modules/left-pad': { version: '1.3.0' } };
  add('node_modules/.package-lock.json', JSON.stringify({ packages }));
  expect(await outcome('call')).toMatchObject({ code: 0, err: '' });
});
