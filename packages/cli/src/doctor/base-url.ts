import { type Diagnosis, diagnose } from '@whorl/contract';

const toldCharacters = 60;

/** What is wrong with a base URL: an https URL that ends in /identity, and has nothing else. Pure. */
export function judgeBaseUrl(baseUrl: unknown): Diagnosis | undefined {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'https:') return diagnose('base-url');
  if (url.username !== '' || url.password !== '') return diagnose('base-url-user');
  const path = url.pathname.replace(/\/+$/, '');
  const surplus = surplusOf(url);
  if (surplus === undefined && path.endsWith('/identity')) return undefined;
  return diagnose('base-url-path', { path: surplus ?? (path || '/').slice(0, toldCharacters) });
}

/** What follows the path could hold a secret, and is not repeated. */
function surplusOf({ search, hash }: URL): string | undefined {
  if (search !== '') return 'a query';
  return hash === '' ? undefined : 'a fragment';
}
