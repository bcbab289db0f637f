/** Three digits are what a person takes in; programs are told all of them, with --json. */
const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

const times = ['µs', 'ms', 's'];
const sizes = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/**
 * A short time, given in microseconds.
 *
 * @example
 * printTimeUs(119_413); // '119 ms'
 */
export const printTimeUs = (us: number): string => inUnits(us, times);

/**
 * How large something is, in decimal units (IEC 80000-13).
 *
 * @example
 * printBytes(103_448_968); // '103 MB'
 */
export const printBytes = (bytes: number): string =>
  bytes === 1 ? '1 byte' : inUnits(bytes, sizes);

function inUnits(number: number, units: readonly string[]): string {
  let rest = number;
  let at = 0;
  // What would be shown as 1,000 is one of the next unit.
  while (rest >= 999.5 && at < units.length - 1) {
    rest /= 1000;
    at += 1;
  }
  return `${digits.format(at === 0 ? Math.round(rest) : rest)} ${units[at]}`;
}
