/** What a command's exit code says. One row each; `whorl --help` and the reference print them. */
export const exitCodes = {
  ok: { code: 0, meaning: 'done' },
  refused: { code: 1, meaning: 'the service answered, and refused; or a check found a fault' },
  usage: { code: 2, meaning: 'the command, a setting or a file it was given is wrong' },
  unreachable: { code: 3, meaning: 'no usable answer: not running, too slow, or not trusted' },
  folder: { code: 4, meaning: 'the data folder is busy, damaged or of a newer Whorl' },
  fault: { code: 5, meaning: 'a fault of Whorl itself: please report it' },
} as const;

/** The name of an exit code. */
export type Exit = keyof typeof exitCodes;

/** What was typed, or a file that it names, is wrong. The message says what, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was checked is not as it should be. The message says what was found. */
export class NotVerified extends Error {
  override readonly name = 'NotVerified';
}

/** Something long was stopped halfway; what was done stays done. The message says how it goes on. */
export class NotFinished extends Error {
  override readonly name = 'NotFinished';
}
