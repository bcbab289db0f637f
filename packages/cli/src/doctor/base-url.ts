import { type Diagnosis, diagnose } from '@whorl/contract';

/** What is wrong with a base URL: an https URL that ends in /identity. Pure. */
export function judgeBaseUrl(baseUrl: unknown): readonly Diagnosis[] {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'https:') return [diagnose('base-url')];
  const path = url.pathname.replace(/\/+$/, '');
  return path.endsWith('/identity') ? [] : [diagnose('base-url-path', { path: path || '/' })];
}
