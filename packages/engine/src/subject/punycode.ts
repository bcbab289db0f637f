/** Bootstring parameters for Punycode: RFC 3492 §5. */
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialN = 0x80;
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Encodes one label by Punycode (RFC 3492 §6.3), without the `xn--` prefix.
 *
 * @example encodePunycode('münchen') // 'mnchen-3ya'
 */
export function encodePunycode(label: string): string {
  const codePoints = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basic = codePoints.filter((codePoint) => codePoint < initialN);
  let output = String.fromCodePoint(...basic) + (basic.length > 0 ? '-' : '');
  let bias = initialBias;
  let delta = 0;
  let handled = basic.length;
  for (let n = initialN; handled < codePoints.length; n += 1, delta += 1) {
    const next = Math.min(...codePoints.filter((codePoint) => codePoint >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const codePoint of codePoints) {
      if (codePoint < n) delta += 1;
      if (codePoint !== n) continue;
      output += encodeDelta(delta, bias);
      bias = adapt({ delta, handled: handled + 1, first: handled === basic.length });
      delta = 0;
      handled += 1;
    }
  }
  return output;
}

/** A delta as a generalised variable-length integer: RFC 3492 §3.3. */
function encodeDelta(delta: number, bias: number): string {
  let output = '';
  let rest = delta;
  for (let k = base; ; k += base) {
    const threshold = Math.min(tMax, Math.max(tMin, k - bias));
    if (rest < threshold) return output + digits.charAt(rest);
    output += digits.charAt(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

/** The next bias: RFC 3492 §6.1. */
function adapt(step: { delta: number; handled: number; first: boolean }): number {
  let delta = step.first ? Math.floor(step.delta / damp) : Math.floor(step.delta / 2);
  delta += Math.floor(delta / step.handled);
  let k = 0;
  for (; delta > ((base - tMin) * tMax) / 2; k += base) delta = Math.floor(delta / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * delta) / (delta + skew));
}
