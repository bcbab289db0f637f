import { expect } from 'vitest';
import { type Registry, RegistryConflict, type RegistryEdits } from '../registry.ts';

/** Expects a step of one edit to be told that it came too late; returns what it was told. */
export async function conflictOf(
  registry: Registry,
  edit: (edits: RegistryEdits) => Promise<void>,
): Promise<string> {
  const error = await registry.change(edit).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RegistryConflict);
  return (error as RegistryConflict).message;
}

/** Whether nobody can change any of it. */
export const isFrozen = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozen));
