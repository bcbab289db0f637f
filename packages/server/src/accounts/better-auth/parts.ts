import type { Library } from './library.ts';
import type { Attempt } from './limits.ts';
import type { Random } from './secrets.ts';
import type { Store } from './store.ts';

/** What the methods share. The two that take time to load come when they are first needed. */
export interface Parts {
  readonly store: () => Promise<Store>;
  readonly library: () => Promise<Library>;
  readonly attempt: Attempt;
  readonly nowMs: () => number;
  readonly random: Random;
}
