import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Registry,
  RegistryConflict,
  type RegistryEdits,
  revocationReasons,
} from '../registry.ts';
import type { RegistryPlace } from './contract.ts';
import { everything } from './life.ts';
import { emptyState, type OracleState, oracle, Refused } from './oracle.ts';
import {
  approvalRow,
  auditEntry,
  authorityRow,
  credentialRow,
  decisionRow,
  fingerprint,
  keyPairRow,
  projectRow,
} from './rows.ts';

/** An edit as data. */
type Edit = {
  readonly [Name in keyof typeof oracle]: readonly [Name, ...Parameters<RegistryEdits[Name]>];
}[keyof typeof oracle];

/** So few of everything that steps often meet. */
const few = fc.integer({ min: 1, max: 3 });
const projectId = few.map((number) => `project-${number}`);
const revocation = fc.record({
  atMs: fc.nat(),
  reason: fc.constantFrom(...revocationReasons),
});
const certificate = few.map((number) => fingerprint('c', number));
const requestKey = few.map((number) => fingerprint('a', number));
/** Any of the keys that rows have: often one with another use. */
const anyKey = fc
  .tuple(fc.constantFrom('a', 'd', 'e'), few)
  .map(([kind, number]) => fingerprint(kind, number));

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(few, few)
    .map(([id, name]): Edit => ['addProject', projectRow(id, { name: `shop-${name}` })]),
  fc
    .tuple(
      projectId,
      fc.record(
        {
          status: fc.constantFrom('active', 'suspended'),
          entitled: fc.boolean(),
          memberIds: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
          sharedNetwork: fc.option(
            fc.record({ projectId, wrappedNetworkKey: fc.string() }, { noNullPrototype: true }),
          ),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
    )
    .map(([id, change]): Edit => ['changeProject', id, change]),
  fc
    .tuple(few, projectId, anyKey)
    .map(
      ([number, id, keyFingerprint]): Edit => [
        'addCredential',
        credentialRow(number, { projectId: id, keyFingerprint }),
      ],
    ),
  fc.tuple(certificate, revocation).map(([sha256, how]): Edit => ['revokeCredential', sha256, how]),
  fc
    .tuple(certificate, fc.constantFrom('active', 'suspended'))
    .map(([sha256, status]): Edit => ['setCredentialStatus', sha256, status]),
  fc.tuple(few, projectId, anyKey).map(([number, id, responseKey]): Edit => {
    const pair = keyPairRow(number, { projectId: id });
    return [
      'addKeyPair',
      { ...pair, responseKey: { ...pair.responseKey, fingerprint: responseKey } },
    ];
  }),
  fc.tuple(requestKey, revocation).map(([key, how]): Edit => ['revokeKeyPair', key, how]),
  fc.tuple(requestKey, fc.string()).map(([key, wrapped]): Edit => ['rewrapKeyPair', key, wrapped]),
  fc
    .tuple(few, fc.constantFrom('client-root', 'client-issuer', 'server'))
    .map(([number, role]): Edit => ['addAuthority', authorityRow(number, { role })]),
  fc
    .tuple(
      few.map((number) => fingerprint('f', number)),
      fc.record(
        { wrappedPrivateKey: fc.option(fc.string()), exportedAtMs: fc.nat() },
        { requiredKeys: [], noNullPrototype: true },
      ),
    )
    .map(([sha256, change]): Edit => ['changeAuthority', sha256, change]),
  few.map((number): Edit => ['addApproval', approvalRow(number)]),
  fc
    .tuple(few, fc.constantFrom('pending', 'approved', 'rejected'), fc.nat({ max: 3 }))
    .map(([number, status, count]): Edit => {
      const decisions = Array.from({ length: count }, (_, at) => decisionRow(at));
      return ['changeApproval', `approval-${number}`, { status, decisions }];
    }),
  fc.tuple(few, fc.string()).map(([name, value]): Edit => ['setNote', `note-${name}`, value]),
  few.map((number): Edit => ['audit', auditEntry(number)]),
);

/** Edits that are one step; some steps fail of themselves after their last edit. */
const steps = fc.array(
  fc.record({ edits: fc.array(edits, { minLength: 1, maxLength: 4 }), fails: fc.boolean() }),
  { minLength: 1, maxLength: 25 },
);

type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

class StepFailed extends Error {}

/** What becomes of a state; the state as it was where the step is refused. */
function expected(state: OracleState, { edits, fails }: Step): readonly [OracleState, string] {
  try {
    const after = edits.reduce<OracleState>(
      (so, [name, ...given]) => (oracle[name] as Apply)(so, ...given),
      state,
    );
    return fails ? [state, 'failed'] : [after, 'done'];
  } catch (error) {
    if (error instanceof Refused) return [state, 'refused'];
    throw error;
  }
}

type Apply = (state: OracleState, ...given: readonly unknown[]) => OracleState;
type Perform = (...given: readonly unknown[]) => Promise<void>;

async function outcome(registry: Registry, { edits, fails }: Step): Promise<string> {
  try {
    await registry.change(async (its) => {
      for (const [name, ...given] of edits) await (its[name] as Perform)(...given);
      if (fails) throw new StepFailed();
    });
    return 'done';
  } catch (error) {
    if (error instanceof StepFailed) return 'failed';
    if (error instanceof RegistryConflict) return 'refused';
    throw error;
  }
}

async function compare(registry: Registry, state: OracleState): Promise<void> {
  const { keyUses, notes, audited, ...lists } = state;
  const { audit, ...found } = await everything(registry);
  expect(found).toStrictEqual(lists);
  expect(audit).toHaveLength(audited);
  for (const number of [1, 2, 3]) {
    const id = `project-${number}`;
    expect(await registry.findProject(id)).toEqual(state.projects.find((one) => one.id === id));
    const pairs = state.keyPairs.filter(({ projectId }) => projectId === id);
    expect(await registry.listKeyPairs(id)).toEqual(pairs);
    const sha256 = fingerprint('c', number);
    const credential = state.credentials.find((one) => one.sha256 === sha256);
    expect(await registry.findCredential(sha256)).toEqual(credential);
    expect(await registry.findNote(`note-${number}`)).toBe(notes[`note-${number}`]);
    for (const kind of ['a', 'd', 'e']) {
      const key = fingerprint(kind, number);
      const { fingerprint: _, ...use } = keyUses.find((one) => one.fingerprint === key) ?? {};
      expect((await registry.findKeyUse(key)) ?? {}).toEqual(use);
    }
  }
}

export function describeRandomSteps(newPlace: () => Promise<RegistryPlace>): void {
  it('does what a list searched from end to end would do, whatever the steps', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const place = await newPlace();
        let registry = await place.open();
        let state = emptyState;
        for (const step of all) {
          const [after, told] = expected(state, step);
          expect(await outcome(registry, step)).toBe(told);
          state = after;
          await compare(registry, state);
        }
        await registry.close();
        registry = await place.open();
        await compare(registry, state);
        expect(await registry.verifyAudit([])).toMatchObject({ ok: true });
        await registry.close();
      }),
      { seed: 1 },
    );
  }, 60_000);
}
