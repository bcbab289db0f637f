import { exitCodes } from './exit-codes.ts';

const exitCodeList = Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${code}  ${meaning}`)
  .join('\n');

/** What `whorl --help` shows under the commands. */
export const helpText = `
Try it:
  npx whorl start                               the sandbox, and one call of it
  npx whorl call --file api/examples/full.json  another, from another terminal
  npx whorl project create --help               each command has examples

Exit codes:
${exitCodeList}

With --json every line of standard output is one event, {"event":"…",…}. A
failure is one too, {"event":"error","exit":2,"code":"SETTING","message":"…"};
a refusal adds status, and what the service said. Standard error has the same in
sentences.
`;
