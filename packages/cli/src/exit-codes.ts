/** What a command's exit code says. One row each; `whorl --help` and the reference print them. */
export const exitCodes = {
  ok: { code: 0, meaning: 'done' },
  refused: { code: 1, meaning: 'the service answered, and refused' },
  usage: { code: 2, meaning: 'the command, a setting or a file it was given is wrong' },
  unreachable: { code: 3, meaning: 'no usable answer: not running, too slow, or not trusted' },
  folder: { code: 4, meaning: 'the data folder is busy, damaged or of a newer Whorl' },
} as const;

/** Ends a command: the message goes to standard error, the code to the shell. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exit: keyof typeof exitCodes;

  constructor(exit: keyof typeof exitCodes, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exit = exit;
  }
}
