import { type Diagnosis, diagnose } from '@whorl/contract';
import type { Members } from './configuration.ts';
import { type Collection, fileOf } from './examined-file.ts';

/** How certificates name an environment, in their CN: `<unique>-Client-<MTF or PROD>-<company id>`. */
const environments: Readonly<Record<string, string>> = { MTF: 'the sandbox', PROD: 'production' };

/** Whether the client certificate is for the environment of a configuration. Pure. */
export function judgeEnvironment(members: Members, collection: Collection): readonly Diagnosis[] {
  const [leaf] = fileOf(collection, 'certificate', 'keyStore')?.content.certificates ?? [];
  const part = /^CN=.+?-Client-(MTF|PROD)-/m.exec(leaf?.subject ?? '')?.[1] ?? '';
  const theirs = environments[part];
  const ours = environmentOf(members);
  if (theirs === undefined || ours === undefined || theirs === ours) return [];
  return [diagnose('environment-mixed', { theirs, ours })];
}

/** By its own word, or by the host names of the commercial service. */
function environmentOf({ environment, baseUrl }: Members): string | undefined {
  if (environment === 'sandbox') return environments.MTF;
  if (environment === 'production') return environments.PROD;
  const host =
    typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  if (/^sandbox\.idv\./.test(host)) return environments.MTF;
  return /^idv\./.test(host) ? environments.PROD : undefined;
}
