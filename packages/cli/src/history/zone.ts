import { UsageError } from '../exit-codes.ts';

/** A place's clock: the instant at which it shows a local time, both in milliseconds since 1970. */
export type Zone = (localMs: number) => number;

const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;
const maxRemembered = 20_000;

/**
 * Reads local times of a zone. One that is skipped when clocks go forward is read by the offset before (02:30
 * becomes 03:30); of one that comes twice when they go back, the first is meant. So does `compatible` of
 * RFC 5545 §3.3.5 and of Temporal.
 *
 * @param name IANA, `Europe/Berlin`
 * @throws UsageError when the platform does not know it
 */
export function createZone(name: string): Zone {
  const offsetAt = remembering(createOffset(name));
  return (localMs) => {
    const before = offsetAt(localMs - dayMs);
    const after = offsetAt(localMs + dayMs);
    if (before === after || offsetAt(localMs - before) === before) return localMs - before;
    // Neither is right within a gap: there the earlier one counts.
    return offsetAt(localMs - after) === after ? localMs - after : localMs - before;
  };
}

type Offset = (atMs: number) => number;

/** Offsets change on quarters of an hour, and asking for one takes microseconds. */
function remembering(ask: Offset): Offset {
  const known = new Map<number, number>();
  return (atMs) => {
    const quarter = Math.floor(atMs / quarterMs);
    const offset = known.get(quarter) ?? ask(quarter * quarterMs);
    if (known.size > maxRemembered) known.clear();
    known.set(quarter, offset);
    return offset;
  };
}

/** How far the zone's clock is ahead of UTC, in milliseconds. */
function createOffset(name: string): Offset {
  const format = createFormat(name);
  return (atMs) => {
    const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
    const shown = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return shown - atMs;
  };
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new UsageError(
      `--time-zone: "${timeZone}" is no time zone. Give a name of the IANA list, such as Europe/Berlin.`,
      { cause },
    );
  }
}
