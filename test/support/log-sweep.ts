/**
 * Every service that a suite starts writes its log into one folder; when all suites are over, the
 * whole of it is searched for raw identity. A vitest global set-up: a finding fails the run.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRawIdentity } from './raw-identity.ts';

export function setup(): void {
  process.env.WHORL_TEST_LOGS = mkdtempSync(join(tmpdir(), 'whorl-logs-'));
}

export function teardown(): void {
  const folder = process.env.WHORL_TEST_LOGS ?? '';
  const files = readdirSync(folder).map((name) => join(folder, name));
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n')).filter(Boolean);
  const findings = lines.flatMap((line) => findRawIdentity(line).map((what) => ({ what, line })));
  rmSync(folder, { recursive: true });
  console.log(`Searched ${lines.length} log lines of ${files.length} services for raw identity.`);
  if (findings.length === 0) return;
  const shown = findings.slice(0, 5).map(({ what, line }) => `  ${what}: ${line}`);
  throw new Error(`The log carried raw identity:\n${shown.join('\n')}`);
}
