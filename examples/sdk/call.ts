/**
 * One call with our SDK, and what a checkout does with the answer: let pass, look closer, or go on without.
 *
 *     node --conditions=whorl-source --experimental-strip-types examples/sdk/call.ts [transaction.json]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, WhorlError } from '@whorl/client';

const demo = join(process.env.WHORL_DATA ?? '.whorl', 'demo');
const read = (name: string) => readFileSync(join(demo, name));

// Made once and kept: connections stay open, and a wrong file fails here, by its name.
const client = createClient({
  baseUrl: JSON.parse(read('config.json').toString()).baseUrl,
  tls: { cert: read('client.pem'), key: read('client.key'), ca: read('ca.pem') },
  encryption: { requestKey: read('request-key.pem'), responseKey: read('response-key.pem') },
});

const transaction = JSON.parse(readFileSync(process.argv[2] ?? 'api/examples/full.json', 'utf8'));

try {
  // The deadline holds for all attempts together: an answer that comes too late is of no use.
  const insights = await client.transactions.retrieve(transaction, { timeoutMs: 1500 });
  const { primaryEmail, scores } = insights.individualInsights ?? {};
  const { score, reasonCode } = scores?.identityRisk ?? {};
  console.log('e-mail valid:', primaryEmail?.valid);
  console.log('identity risk:', score ?? 'not known', reasonCode ?? '');
  console.log(score !== undefined && score >= 350 ? 'look closer' : 'let pass');
} catch (error) {
  if (!(error instanceof WhorlError)) throw error;
  // The correlation id finds the call in the service's log; no message holds anything of the transaction.
  console.error(error.code, error.correlationId ?? '', error.message);
  console.error('go on without it;', error.recoverable ? 'it may pass' : 'it must be mended');
  process.exitCode = 1;
} finally {
  client.close();
}
