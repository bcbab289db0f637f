import { basename } from 'node:path';
import { type Diagnosis, diagnose, type Fault, parseRequest, Refusal } from '@whorl/contract';

/** As kits have them. */
const isKits = (path: string): boolean => /^request\.json$/i.test(basename(path));

/**
 * What is wrong with a transaction, before it is sealed. It is told by its members' paths; nothing of their values is. Pure.
 *
 * @param path a file of any other name than a kit's may have been meant for a body
 */
export function judgeTransaction(text: Uint8Array, path: string): readonly Diagnosis[] {
  const notSealed = isKits(path) ? [] : [diagnose('transaction-in-clear')];
  try {
    parseRequest(text);
    return notSealed;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [...error.faults.map(toDiagnosis), ...notSealed];
  }
}

/** Of what is in clear already nothing was decrypted. */
const toDiagnosis = ({ code, diagnosis }: Fault): Diagnosis =>
  code === 'decrypt-failed' ? diagnose('transaction-no-object') : diagnosis;

const members = ['purchaseDate', 'purchaseAmount', 'merchantName', 'mcc', 'purchaseCurrency'];

/** Whether a JSON object is a transaction, and not an envelope with members beside it. */
export const isTransaction = (value: Readonly<Record<string, unknown>>): boolean =>
  !Object.hasOwn(value, 'encryptedData') && members.some((name) => Object.hasOwn(value, name));
