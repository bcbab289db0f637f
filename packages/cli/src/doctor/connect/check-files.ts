import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Diagnosis, diagnose, spkiFingerprint } from '@whorl/contract';
import { short } from '../../visible.ts';
import { judgeDates } from './certificate-words.ts';
import type { Equipment } from './equipment.ts';
import { type Kit, readKit, WrongPart } from './read-kit.ts';
import { type Finding, StepFault } from './step.ts';

/**
 * Sees whether the files are what they are for: what is wrong with them need not be asked of a server.
 *
 * @throws StepFault
 */
export async function checkFiles(equipment: Equipment, nowMs: number): Promise<Finding<Kit>> {
  const kit = await readOrName(equipment);
  const prints = printsOf(kit);
  const fault = judgePrints(prints) ?? judgeLeaf(kit, nowMs);
  if (fault !== undefined) throw new StepFault(fault);
  return {
    value: kit,
    found: [sourceOf(equipment), ...describe(prints)],
    facts: { source: equipment.source, ...prints },
  };
}

/** What a file is instead is what the offline doctor knows; it is loaded where there is need of it. */
async function readOrName(equipment: Equipment): Promise<Kit> {
  try {
    return readKit(equipment);
  } catch (error) {
    if (!(error instanceof WrongPart)) throw error;
    const [{ recognise }, content] = await Promise.all([
      import('../recognise.ts'),
      import('../content.ts'),
    ]);
    const found = recognise({ path: '', bytes: Buffer.from(error.content) });
    throw new StepFault(diagnose(error.fault, { found: content.describe(found) }));
  }
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

/** Three key pairs, one purpose each. */
function judgePrints({ certificateKey, requestKey, responseKey }: Prints): Diagnosis | undefined {
  if (requestKey !== undefined && requestKey === responseKey)
    return diagnose('request-key-is-response-key', { fingerprint: requestKey });
  if (requestKey !== undefined && requestKey === certificateKey)
    return diagnose('request-key-is-client-certificate');
  if (responseKey !== undefined && responseKey === certificateKey)
    return diagnose('response-key-is-client-key');
  return undefined;
}

const judgeLeaf = ({ chain: [leaf] }: Kit, nowMs: number): Diagnosis | undefined =>
  leaf && judgeDates(leaf, { what: 'the client certificate', nowMs });

const sourceOf = ({ source, tls, ca, requestKey, responseKey }: Equipment): string =>
  [tls, ca, requestKey, responseKey].some(Boolean) ? `from ${source}` : 'none';

function describe({ requestKey, responseKey }: Prints): readonly string[] {
  const parts = [
    ...(requestKey === undefined ? [] : [`request key ${short(requestKey)}`]),
    ...(responseKey === undefined ? [] : [`response key ${short(responseKey)}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}
