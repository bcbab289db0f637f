import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../support/load.ts';

const appends = 500;

/** About what 16 calls are in a log. */
const appendBytes = 32 * 1024;

/** How long the disk takes to keep an append: what no store can be faster than. Milliseconds each. */
export function measureDisk(): { readonly p50Ms: number; readonly p99Ms: number } {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-bench-disk-'));
  const file = openSync(join(folder, 'log'), 'w');
  const bytes = Buffer.alloc(appendBytes, 1);
  const times = Array.from({ length: appends }, () => {
    const startedMs = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    return performance.now() - startedMs;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}
