import { signals as allSignals } from '@whorl/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signalNames } from './signal-names.ts';
import { findSignal, readSignals, signalsBytes, writeSignals } from './signal-vector.ts';

type Signals = Parameters<typeof signalsBytes>[0];

function encode(signals: Signals): Buffer {
  const record = Buffer.alloc(3 + signalsBytes(signals));
  expect(writeSignals(record, 3, signals)).toBe(record.length);
  return record;
}

const names = fc.oneof(
  fc.constantFrom(...signalNames),
  fc.string().filter((name) => name !== '__proto__'),
);
const values = fc.oneof(
  fc.boolean(),
  fc.string(),
  fc.nat({ max: 300 }),
  fc.nat({ max: 0xffffffff }),
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 239, 240, 0xffffffff, 0x100000000, 0.5),
);

describe('the signals of a record', () => {
  it('come back as they were, known to this version or not', () => {
    fc.assert(
      fc.property(fc.dictionary(names, values, { noNullPrototype: true }), (signals) => {
        const record = encode(signals);
        expect(readSignals(record, 3)).toEqual(signals);
        for (const [name, value] of Object.entries(signals))
          expect(findSignal(record, 3, name)).toEqual(value);
      }),
    );
  });

  it('have a code each, of every signal that the engine has', () => {
    const without = allSignals
      .map(({ name }) => name)
      .filter((name) => !signalNames.includes(name));
    expect(without).toEqual([]);
    expect(new Set(signalNames).size).toBe(signalNames.length);
  });

  it('are bytes that end where they say, or none', () => {
    const signals = { 'primaryEmail.valid': true, own: 'text', 'ip.velocity1h': 1_000, half: 0.5 };
    const record = encode(signals);
    for (let length = 3; length < record.length; length += 1)
      expect(() => readSignals(record.subarray(0, length), 3)).toThrow(RangeError);
    expect(() => readSignals(Buffer.from('0001fffe10', 'hex'), 0)).toThrow(/code 65534/);
    expect(() => readSignals(Buffer.from('0001000005', 'hex'), 0)).toThrow(/form 5/);
  });

  it('of a usual call take three bytes each', () => {
    const signals = Object.fromEntries(signalNames.map((name, n) => [name, n]));
    expect(signalsBytes(signals)).toBe(2 + 3 * signalNames.length);
  });
});
