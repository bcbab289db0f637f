import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isNameLink } from '@whorl/engine';
import { openEmbeddedNetwork } from '../../../packages/server/src/network/embedded/embedded-network.ts';
import type {
  CallRecord,
  ElementRef,
  NameTokens,
  NetworkReading,
  Pseudonym,
  SeenLink,
} from '../../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../../packages/server/src/network/storage-key.ts';
import type { Contestant } from '../contestant.ts';
import { type Event, elementsOfCall, idBytes, linksOfCall } from '../event.ts';

/** As long as those of calls whose every field is given. */
const answer = JSON.stringify({ insights: 'x'.repeat(1_500) });

const signals = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`signal${n}`, n * 7]));

const imageBytes = 128 * 1024 * 1024;

/** Our embedded network: it also keeps the journal's entry, partners, names, and counts by hour and by day. */
export async function openWhorl(folder: string): Promise<Contestant> {
  const storageKey = createStorageKey(Buffer.alloc(16, 7));
  const network = await openEmbeddedNetwork({ folder, storageKey, imageBytes });
  let counted = 0;
  return {
    servers: [],
    prepare(event) {
      const { elements, links } = seenIn(event);
      const query = { elements, links, nowMs: event.atMs };
      const id = crypto.randomUUID();
      const record: CallRecord = { ...constants, id, atMs: event.atMs, elements, links };
      return {
        async count() {
          await network.read(query);
          await network.record(record);
          counted += 1;
        },
        totals: async () => totalsOf(await network.read(query)),
      };
    },
    settle: async () => void (await network.sync()),
    async size() {
      const { elements, links, bytes } = await network.size();
      return { records: elements + links, bytes };
    },
    upkeep: {
      run: () => network.replaceImages(),
      everyCalls: async () => (imageBytes * counted) / (await logBytes(folder)),
    },
    close: () => network.close(),
  };
}

const constants = {
  ...{ projectId: 'project', answer, signals, model: 'v1' },
  spend: { currency: '840', tenThousandths: 499_900 },
};

const totalsOf = ({ elements, links }: NetworkReading): readonly number[] =>
  [...elements, ...links].map((sighting) => sighting?.total ?? 0);

function seenIn({ kinds, ids, links }: Event) {
  const pseudonyms = Array.from(
    kinds,
    (_, at) => ids.toString('hex', at * idBytes, (at + 1) * idBytes) as Pseudonym,
  );
  const elements = pseudonyms.map((pseudonym, at): ElementRef => {
    const kind = elementsOfCall[kinds[at] ?? 0] ?? 'email';
    return { kind, pseudonym };
  });
  return { elements, links: links.map((link) => linkOf(link, elements)) };
}

function linkOf([at, ...ends]: Event['links'][number], elements: readonly ElementRef[]): SeenLink {
  const [kind] = linksOfCall[at] ?? linksOfCall[0];
  const [from, to] = ends.map((end) => elements[end] as ElementRef) as [ElementRef, ElementRef];
  return isNameLink(kind) ? { kind, from, to, name: tokensOf(from, to) } : { kind, from, to };
}

/** A name of two parts, other under each element. */
const tokensOf = (from: ElementRef, to: ElementRef): readonly NameTokens[] =>
  [0, 8].map((at) => {
    const part = from.pseudonym.slice(at, at + 8);
    const token = (start: number) => part + to.pseudonym.slice(start, start + 8);
    return { exact: token(0), root: token(8), phonetic: token(16) };
  });

async function logBytes(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('log'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
