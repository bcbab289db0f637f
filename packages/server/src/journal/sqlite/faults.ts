import { JournalUnavailable } from '../journal.ts';

/** The file is not what was written, or of something else: it is made anew. */
export class JournalDamage extends Error {
  override readonly name = 'JournalDamage';
}

/** SQLite's primary result codes (sqlite.org/rescode.html) that making the file anew would not cure. */
const cures: Readonly<Record<number, string>> = {
  5: 'Another program holds it: end that one, then try again.',
  6: 'Another program holds it: end that one, then try again.',
  7: 'There is too little memory.',
  8: 'See to its owner and mode.',
  10: 'The disk could not be read or written: look at the system’s log.',
  13: 'The disk is full: make room, then try again.',
  14: 'See to its folder, its owner and its mode.',
};

/** Whatever went wrong with the file at `path`, as one of both. */
export function faultOf(error: unknown, path: string): JournalDamage | JournalUnavailable {
  if (error instanceof JournalDamage || error instanceof JournalUnavailable) return error;
  const { message, errcode = 0 } = error as Error & { readonly errcode?: number };
  const cure = cures[errcode & 0xff];
  return cure === undefined
    ? new JournalDamage(message, { cause: error })
    : new JournalUnavailable(`${path} cannot be used (${message}). ${cure}`, { cause: error });
}
