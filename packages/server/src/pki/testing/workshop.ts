/** A folder to try files in with the programs that others read them with. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Said {
  readonly ok: boolean;
  /** Both outputs. */
  readonly said: string;
}

export interface Workshop {
  path(name: string): string;
  /** Returns the path. */
  write(name: string, content: string | Uint8Array): string;
  run(command: string, ...args: readonly string[]): Said;
  /** Runs OpenSSL. */
  openssl(...args: readonly string[]): Said;
  remove(): void;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-pki-'));
  const path = (name: string) => join(folder, name);
  const run = (command: string, ...args: readonly string[]): Said => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    return { ok: status === 0, said: stdout + stderr };
  };
  return {
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    run,
    openssl: (...args) => run('openssl', ...args),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
