import { exitCodes } from './exit-codes.ts';

const exitCodeList = Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${code}  ${meaning}`)
  .join('\n');

/** What `--help` shows under the options: examples to copy, one block per command. */
export const helpTexts = {
  whorl: `
Try it:
  npx whorl start                                 the sandbox, one call, its answer
  npx whorl call --file api/examples/full.json    another, from another terminal
  npx whorl call --help                           every command has examples

Exit codes:
${exitCodeList}

With --json every line of standard output is one event, {"event":"…",…}. A failure
is one too: {"event":"error","exit":2,"code":"SETTING","message":"…"}; a refusal
adds status, correlationId and errors. Standard error has the same in sentences.
`,
  start: `
Examples:
  npx whorl start                      on https://localhost:8443/identity
  npx whorl start --port 0 --json      on a free port; the first line tells which
  npx whorl start --data /srv/whorl --log-level warn
  WHORL_PORT=9000 npx whorl start      every setting can come from the environment

The folder keeps authority, keys and history; delete it to begin anew.
A setting comes from its flag, else from WHORL_<NAME>, else from settings.json in
the folder: docs/reference/settings.md lists them all.

Events with --json: ready, greeting (or greeting-failed), stopped.
`,
  call: `
Examples:
  npx whorl call --file api/examples/full.json
  npx whorl call --file tx.json --raw                 the two envelopes as well
  npx whorl call --json < tx.json | jq .answer
  npx whorl call --file tx.json --base-url https://HOST/identity \\
    --cert client.pem --key client.key \\
    --request-key request-key.pem --response-key response-key.pem

Without credentials of your own it uses those in the data folder's demo/. With
--base-url and --cert, and no --ca, the system's own authorities are trusted.

Event with --json: answer.
`,
  seal: `
Examples:
  npx whorl seal --file tx.json > body.json
  curl --cacert .whorl/demo/ca.pem \\
    --cert .whorl/demo/client.pem --key .whorl/demo/client.key \\
    -H 'Content-Type: application/json' --data @body.json \\
    https://localhost:8443/identity/transactions | npx whorl open

Event with --json: sealed.
`,
  open: `
Examples:
  npx whorl open --file answer.json
  curl … | npx whorl open
  npx whorl open --response-key my-response-key.pem < answer.json

Event with --json: opened.
`,
  version: `
Examples:
  npx whorl version
  npx whorl version --json
`,
} as const;
