import { expect, it } from 'vitest';
import { environmentName, settingRows } from './settings.ts';

it.each([
  ['port', 'WHORL_PORT'],
  ['idleTimeoutMs', 'WHORL_IDLE_TIMEOUT_MS'],
  ['decryptionFailuresPerMinute', 'WHORL_DECRYPTION_FAILURES_PER_MINUTE'],
])('%s comes from %s', (name, variable) => {
  expect(environmentName(name)).toBe(variable);
});

it('gives every setting a variable of its own', () => {
  const names = Object.keys(settingRows).map(environmentName);
  expect(new Set(names).size).toBe(names.length);
});

it.each(Object.entries(settingRows))('%s has a default that its own row allows', (_, row) => {
  if (row.kind === 'number') {
    expect(row.default).toBeGreaterThanOrEqual(row.min);
    expect(row.default).toBeLessThanOrEqual(row.max);
  } else if (row.oneOf.length > 0) expect(row.oneOf).toContain(row.default);
  else if (row.default === '') expect(row.form?.accepts('') ?? false).toBe(false);
  expect(row.meaning).toMatch(/\.$/);
});

it.each(['host', 'productionHost', 'adminHost'] as const)(
  '%s is loopback unless told otherwise',
  (name) => {
    expect(settingRows[name].default).toBe('127.0.0.1');
  },
);

it('has no default that is a secret, nor a setting that holds one', () => {
  const secrets = Object.keys(settingRows).filter((name) => /secret|password|token/i.test(name));
  expect(secrets).toEqual([]);
});
