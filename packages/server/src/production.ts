import type { Accounts } from './accounts/accounts.ts';
import type { MasterKey } from './config/master-key.ts';
import type { Actor } from './environment/environment.ts';
import {
  type ProductionFacts,
  productionAdvice,
  type UnmetRequirement,
  unmetRequirements,
} from './environment/production-requirements.ts';
import { StepRefused } from './environment/step-refused.ts';
import {
  addEnvironment,
  type EnvironmentGround,
  type Environments,
  makeEnvironment,
} from './open-environment.ts';
import { createTurns } from './turns.ts';

/** What decides whether production may be set up and started. */
export interface ProductionGround extends EnvironmentGround {
  readonly masterKey: MasterKey;
  readonly accounts: Accounts;
  readonly environments: Environments;
}

/** Production, from not being there to listening. */
export interface Production {
  /** What keeps it from starting. */
  unmet(): Promise<readonly UnmetRequirement[]>;
  /** Sets it up where it is not, and starts it where it may. @throws StepRefused */
  init(actor: Actor): Promise<void>;
  /** Starts it where it is set up and may; returns what keeps it from that. */
  start(): Promise<readonly UnmetRequirement[]>;
  /** Given by who serves: opens its listener. */
  onStart(listen: () => Promise<void>): void;
}

/** What must be right before its keys are made; the rest before it starts. */
const beforeSetUp: readonly UnmetRequirement['setting'][] = ['masterKeyFile', 'data folder'];

export function createProduction(ground: ProductionGround): Production {
  const { environments, clock } = ground;
  let listen: (() => Promise<void>) | undefined;
  const unmet = async () => unmetRequirements(await factsOf(ground));

  async function start(): Promise<readonly UnmetRequirement[]> {
    const production = environments.get('production');
    if (production === undefined) return [];
    const found = await unmet();
    for (const { sentence } of found)
      ground.log.error('production-not-started', { note: sentence });
    if (found.length === 0 && production.baseUrl() === undefined) await begin();
    return found;
  }

  async function begin(): Promise<void> {
    for (const { sentence } of await productionAdvice(await factsOf(ground)))
      ground.log.warn('production-advice', { note: sentence });
    await listen?.();
  }

  async function init(actor: Actor): Promise<void> {
    const first = (await unmet()).filter(({ setting }) => beforeSetUp.includes(setting));
    if (first.length > 0)
      throw new StepRefused('conflict', first.map(({ sentence }) => sentence).join(' '));
    if (!environments.has('production')) {
      const entry = { atMs: clock.nowMs(), actor, operation: 'production.init' };
      await makeEnvironment('production', ground, entry);
      await addEnvironment('production', ground, environments);
    }
    await start();
  }

  // One after the other: of two at once, both would find that it is not there.
  const inTurn = createTurns();
  return {
    unmet,
    start,
    onStart(open) {
      listen = open;
    },
    init: (actor) => inTurn(() => init(actor)),
  };
}

async function factsOf(ground: ProductionGround): Promise<ProductionFacts> {
  const { settings, masterKey, folder, accounts, environments } = ground;
  const production = environments.get('production');
  const authorities = production?.authorities.current();
  return {
    settings,
    masterKey,
    dataDir: folder,
    accounts: await accounts.list(),
    rootKeyIsOnline: authorities?.clientRoot.isOnline ?? true,
    isInUse: ((await production?.registry.listProjects()) ?? []).length > 0,
  };
}
