/** Keys and requests as people make them: with the openssl command line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MadeRequest {
  readonly csr: string;
  readonly privateKey: string;
}

/**
 * `openssl req -new -newkey rsa:2048 -nodes`, as the guide has it.
 *
 * @param subject `/O=Shop Ltd/CN=web1-Client-MTF-shop`
 */
export function makeRequest(subject: string, newKey = 'rsa:2048'): MadeRequest {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-openssl-'));
  try {
    const [key, csr] = [join(folder, 'client.key'), join(folder, 'client.csr')];
    const args = ['req', '-new', '-newkey', newKey, '-nodes', '-subj', subject];
    execFileSync('openssl', [...args, '-keyout', key, '-out', csr], { stdio: 'pipe' });
    return { csr: readFileSync(csr, 'utf8'), privateKey: readFileSync(key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
