/** A network as version 1 of the log kept it: files that the code of then wrote, and what was recorded in them. */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallRecord } from '../../../network.ts';
import { call, element, link, noonMs, pseudonym } from '../../../testing/calls.ts';

/** Two log files and an image. */
const files = fileURLToPath(new URL('version-1', import.meta.url));

/** Puts them where that version had them, in the folder of an environment. */
export async function putVersion1(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(files, join(folder, 'network'), { recursive: true });
}

const [card, name] = [element('card', 1), element('name', 2)];
const [billing, shipping] = [element('address', 3), element('address', 4)];

/** The key of the first call, for its retries. */
export const retryKey = pseudonym(99);

/** What is in them. */
export const callsOfVersion1: readonly CallRecord[] = Array.from({ length: 9 }, (_, n) =>
  call({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    projectId: n % 3 === 0 ? 'other' : 'project',
    atMs: noonMs - n * 86_400_000,
    elements: [card, name, billing, shipping, element('email', 10 + n)],
    links: [link('card-name', card, name), link('billing-shipping', billing, shipping)],
    ...(n === 0 && { idempotencyKey: retryKey }),
    answer: `{"id":"${n}"}`,
    signals: { ageDays: n, isNew: n === 8, country: '840' },
  }),
);
