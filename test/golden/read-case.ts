import { readdirSync, readFileSync } from 'node:fs';
import { type InsightRequest, type InsightResponse, parseRequest } from '@whorl/contract';
import type {
  DeviceIds,
  Facts,
  LinkRole,
  RememberedRole,
  Sighting,
  WindowCounts,
} from '@whorl/engine';
import { parse } from 'yaml';

/** One case, as a fraud analyst reads and writes it. Format: README.md beside this file. */
interface WrittenCase {
  readonly case: string;
  readonly now: string;
  readonly request: Record<string, unknown>;
  readonly seen?: Partial<Record<RememberedRole, WrittenSighting>>;
  readonly together?: Partial<Record<LinkRole, WrittenSighting>>;
  readonly names?: Facts['nameMatches'];
  readonly deviceIds?: DeviceIds;
  readonly insights: Omit<InsightResponse, 'id'>;
}

/** A history in brief: `first` and `last` are ages (`400d`, `3h`), the rest are counts, 0 if silent. */
interface WrittenSighting extends Partial<WindowCounts> {
  readonly first: string;
  readonly last: string;
  readonly partners?: Sighting['partners'];
  readonly median?: Sighting['median'];
}

/** One case, ready to be assessed. */
export interface GoldenCase {
  readonly title: string;
  readonly request: InsightRequest;
  readonly facts: Facts;
  readonly nowMs: number;
  readonly insights: Omit<InsightResponse, 'id'>;
}

const folder = new URL('cases/', import.meta.url);

/** What every purchase has: a case names only what matters to it. */
const ordinaryPurchase = {
  purchaseDate: '20261124120000',
  purchaseAmount: '4999',
  purchaseCurrencyExponent: '2',
  purchaseCurrency: '840',
  merchantName: 'Acme Radio',
  merchantCountryCode: '840',
  mcc: '5732',
};

/** Reads every case, by file name. */
export function readCases(): readonly GoldenCase[] {
  return readdirSync(folder).sort().map(readCase);
}

function readCase(file: string): GoldenCase {
  const written = parse(readFileSync(new URL(file, folder), 'utf8')) as WrittenCase;
  const nowMs = Date.parse(written.now);
  const body = JSON.stringify({ ...ordinaryPurchase, ...written.request });
  return {
    title: `${file}: ${written.case}`,
    request: parseRequest(new TextEncoder().encode(body)),
    facts: {
      elements: readSightings(written.seen, nowMs),
      links: readSightings(written.together, nowMs),
      ...(written.names && { nameMatches: written.names }),
      ...(written.deviceIds && { deviceIds: written.deviceIds }),
    },
    nowMs,
    insights: written.insights,
  };
}

function readSightings(
  written: Partial<Record<string, WrittenSighting>> | undefined,
  nowMs: number,
): Record<string, Sighting> {
  const entries = Object.entries(written ?? {}) as [string, WrittenSighting][];
  return Object.fromEntries(entries.map(([name, one]) => [name, readSighting(one, nowMs)]));
}

const never: WindowCounts = {
  last1Hour: 0,
  last24Hours: 0,
  last1Day: 0,
  last7Days: 0,
  last30Days: 0,
  last90Days: 0,
  last180Days: 0,
};

function readSighting(written: WrittenSighting, nowMs: number): Sighting {
  const { first, last, partners = {}, median, ...counts } = written;
  return {
    firstSeenMs: nowMs - readAgeMs(first),
    lastSeenMs: nowMs - readAgeMs(last),
    total: Math.max(1, ...Object.values(counts)),
    counts: { ...never, ...counts },
    ...(median && { median }),
    partners,
  };
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function readAgeMs(age: string): number {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(age) ?? [];
  if (count === undefined) throw new Error(`'${age}' is no age: write minutes, hours or days, 3h`);
  return Number(count) * (unitMs[unit] ?? 0);
}
