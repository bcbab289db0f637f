/** The suite that every registry must pass: registry.ts as tests. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { Registry } from '../registry.ts';
import { describeApprovals } from './approvals.ts';
import { describeAuthorities } from './authorities.ts';
import { describeCredentials } from './credentials.ts';
import { describeKeyPairs } from './key-pairs.ts';
import { describeLife } from './life.ts';
import { describeProjects } from './projects.ts';
import { describeRandomSteps } from './random-steps.ts';
import { describeSteps } from './steps.ts';
import { describeTrail } from './trail.ts';

/** One place where a registry is kept, opened as often as asked. */
export interface RegistryPlace {
  open(): Promise<Registry>;
}

/** The registry of a test. */
export interface UnderTest {
  current(): Registry;
  /** Closes it and opens it anew. */
  reopen(): Promise<Registry>;
}

/**
 * Describes a registry to vitest.
 *
 * @param name what it is called in the output
 * @param newPlace a new, empty place, every time
 *
 * @example
 * describeRegistry('SQLite', async () => {
 *   const path = newPath();
 *   return { open: () => openSqliteRegistry({ path, auditKey }) };
 * });
 */
export function describeRegistry(name: string, newPlace: () => Promise<RegistryPlace>): void {
  describe(`the ${name} registry`, () => {
    let place: RegistryPlace;
    let registry: Registry;
    beforeEach(async () => {
      place = await newPlace();
      registry = await place.open();
    });
    afterEach(() => registry.close());
    const underTest: UnderTest = {
      current: () => registry,
      async reopen() {
        await registry.close();
        registry = await place.open();
        return registry;
      },
    };
    for (const describePart of parts) describePart(underTest);
    describeRandomSteps(newPlace);
  });
}

const parts = [
  describeProjects,
  describeCredentials,
  describeKeyPairs,
  describeAuthorities,
  describeApprovals,
  describeSteps,
  describeTrail,
  describeLife,
];
