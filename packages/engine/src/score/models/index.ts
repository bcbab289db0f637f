import type { Model } from '../model.ts';
import { v0 } from './v0.ts';

/** Every model, by name. Calls are recorded with the name of theirs, so none is ever removed. */
export const models = { v0 } as const satisfies Record<string, Model>;
