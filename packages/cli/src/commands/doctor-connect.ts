import { join } from 'node:path';
import { type EquipmentFlags, readEquipment } from '../doctor/connect/equipment.ts';
import { tellStep } from '../doctor/connect/tell-step.ts';
import { walk } from '../doctor/connect/walk.ts';
import { isFile } from '../doctor/read-files.ts';
import { NotVerified } from '../exit-codes.ts';
import { greetingTransaction } from '../greeting-transaction.ts';
import { readTransaction } from '../input.ts';
import { tell } from '../tell.ts';
import type { Terminal } from '../terminal.ts';

/** What `whorl doctor --connect` was told. */
export interface ConnectOptions extends Omit<EquipmentFlags, 'baseUrl'> {
  /** The base URL. */
  readonly connect: string;
  readonly kit?: string;
  readonly file?: string;
  readonly timeoutMs: number;
}

/**
 * Goes the way of a call to a service, step by step, and says where it ends and what helps.
 *
 * @throws NotVerified where it ends before an answer was opened; UsageError for a file that cannot be read
 */
export async function examineService(options: ConnectOptions, terminal: Terminal): Promise<void> {
  const { connect: url, kit, file, timeoutMs } = options;
  const folder = kit === undefined ? {} : { credentials: kit };
  const equipment = await readEquipment({ ...options, ...folder, baseUrl: url });
  const now = Date.now;
  const transaction = await transactionOf(file ?? (await requestOf(kit)), terminal);
  const journey = { url, equipment, transaction, timeoutMs, now };
  const { fault, missing } = await walk(journey, (step) => tellStep(step, terminal));
  terminal.say();
  if (fault !== undefined) throw new NotVerified('It goes no further: see above.');
  if (missing.length === 0) return tell(allWell, terminal);
  tell(
    `So far all is well. For a call, name the kit with --kit, or what is missing: ${missing.join(', ')}.`,
    terminal,
  );
}

/** What the kit's own program sends, where it has one. */
async function requestOf(kit: string | undefined): Promise<string | undefined> {
  const path = kit && join(kit, 'request.json');
  return path && (await isFile(path)) ? path : undefined;
}

const transactionOf = (file: string | undefined, terminal: Terminal) =>
  file === undefined ? greetingTransaction(Date.now()) : readTransaction({ file }, terminal);

const allWell = 'All is well: a call gets through, and its answer opens.';
