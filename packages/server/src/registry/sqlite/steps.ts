import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Registry, type RegistryEdits, RegistryError } from '../registry.ts';
import { createEdits } from './edits.ts';
import { Gate, passing } from './gate.ts';
import type { Tables } from './schema.ts';

export interface Steps {
  readonly change: Registry['change'];
  /** @throws RegistryError within a step, which would wait for itself for ever */
  refuseWithin(): void;
}

/** Runs steps, each in a transaction of its own; what is behind a step's end reaches it no more. */
export function createSteps(db: Kysely<Tables>, auditKey: KeyObject): Steps {
  const current = new AsyncLocalStorage<Gate>();
  return {
    change: (edit) =>
      db.transaction().execute(async (changes) => {
        const gate = new Gate('This step is over. Begin another with change().');
        const edits = passing(createEdits(changes, auditKey), (call) => gate.pass(call));
        return current.run(gate, () => runStep(edit, edits, gate));
      }),
    refuseWithin() {
      if (current.getStore()?.isShut === false)
        throw new RegistryError('A step must use what it was given, not the registry itself.');
    },
  };
}

/** A refused edit undoes the step, whether the step minds or not: half an edit is never kept. */
async function runStep<Result>(
  edit: (edits: RegistryEdits) => Promise<Result>,
  edits: RegistryEdits,
  gate: Gate,
): Promise<Result> {
  let result: Result;
  try {
    result = await edit(edits);
  } finally {
    await gate.shut();
  }
  gate.throwFailure();
  return result;
}
