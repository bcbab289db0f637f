import { exitCodes } from './exit-codes.ts';

const exitCodeList = Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${code}  ${meaning}`)
  .join('\n');

/** What `--help` shows under the options: examples to copy, one block per command. */
export const helpTexts = {
  whorl: `
Try it:
  npm start                                        the sandbox, with one call and its answer
  npx whorl call --file api/examples/full.json     another call, from another terminal

Exit codes:
${exitCodeList}
`,
  start: `
Examples:
  npx whorl start                        on https://localhost:8443/identity, data in ./.whorl
  npx whorl start --port 0 --json        on a free port; the first line tells which
  npx whorl start --data /srv/whorl --log-level warn
  WHORL_PORT=9000 npx whorl start        every setting can come from the environment

The folder keeps authority, keys and history; delete it to begin anew.
Settings: flag, else WHORL_NAME, else settings.json in the folder (docs/reference/settings.md).
`,
  call: `
Examples:
  npx whorl call --file api/examples/full.json
  npx whorl call --file tx.json --raw              the two envelopes as well
  echo '{ … }' | npx whorl call --json | jq .answer
  npx whorl call --file tx.json --base-url https://HOST/identity \\
    --cert client.pem --key client.key --request-key request-key.pem --response-key response-key.pem
`,
  seal: `
Examples:
  npx whorl seal --file tx.json > body.json
  curl --cacert .whorl/demo/ca.pem --cert .whorl/demo/client.pem --key .whorl/demo/client.key \\
    -H 'Content-Type: application/json' --data @body.json \\
    https://localhost:8443/identity/transactions | npx whorl open
`,
  open: `
Examples:
  npx whorl open --file answer.json
  curl … | npx whorl open
`,
  version: `
Examples:
  npx whorl version
  npx whorl version --json
`,
} as const;
