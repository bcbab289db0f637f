import { createPublicKey, type KeyObject } from 'node:crypto';
import { spkiFingerprint } from '@whorl/contract';
import { short } from '../../visible.ts';
import { judgeAll } from '../judge.ts';
import type { Equipment } from './equipment.ts';
import { filesOf, type Kit, readKit } from './read-kit.ts';
import { type Finding, StepFault } from './step.ts';

/**
 * Sees whether the files are what they are for: what is wrong with them need not be asked of a server.
 *
 * @throws StepFault
 */
export async function checkFiles(equipment: Equipment, nowMs: number): Promise<Finding<Kit>> {
  const files = filesOf(equipment);
  const verdicts = await judgeAll({ files, nowMs });
  const all = verdicts.flatMap(({ diagnoses }) => diagnoses);
  const notes = all.filter(({ isNote }) => isNote);
  for (const { file, diagnoses } of verdicts) {
    const fault = diagnoses.find(({ isNote }) => !isNote);
    if (fault !== undefined) throw new StepFault(fault, { found: [`of ${file.path}`], notes });
  }
  const kit = readKit(files, equipment);
  const prints = printsOf(kit);
  return {
    value: kit,
    found: [sourceOf(equipment), ...describe(prints)],
    facts: { source: equipment.source, ...prints },
    notes,
  };
}

/** Fingerprints of the three public keys: lower-case hex SHA-256 of their SubjectPublicKeyInfo. */
interface Prints {
  readonly certificateKey: string | undefined;
  readonly requestKey: string | undefined;
  readonly responseKey: string | undefined;
}

const printsOf = ({ chain, requestKey, responseKey }: Kit): Prints => ({
  certificateKey: printOf(chain[0]?.publicKey),
  requestKey: printOf(requestKey),
  responseKey: printOf(responseKey && createPublicKey(responseKey)),
});

const printOf = (key: KeyObject | undefined): string | undefined => key && spkiFingerprint(key);

const sourceOf = ({ source, tls, ca, requestKey, responseKey }: Equipment): string =>
  [tls, ca, requestKey, responseKey].some(Boolean) ? `from ${source}` : 'none';

function describe({ requestKey, responseKey }: Prints): readonly string[] {
  const parts = [
    ...(requestKey === undefined ? [] : [`request key ${short(requestKey)}`]),
    ...(responseKey === undefined ? [] : [`response key ${short(responseKey)}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}
