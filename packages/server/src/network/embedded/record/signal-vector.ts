/** The signals of a call, by code and as few bytes as they need: docs/log-format.md, "Signals". */
import type { CallRecord } from '../../network.ts';
import { readText, textBytes, writeText } from './record-type.ts';
import { signalNames } from './signal-names.ts';

type Signals = CallRecord['signals'];
type SignalValue = Signals[string];

/** In place of a code: the name follows. */
const named = 0xffff;

const codes = new Map(signalNames.map((name, code) => [name, code]));

/** How a value is kept; from `small` on, the byte is a whole number itself, counted from 0. */
const forms = { no: 0, yes: 1, double: 2, text: 3, whole: 4, small: 16 } as const;

const mostSmall = 255 - forms.small;
const mostWhole = 0xffffffff;

/** What a vector takes. */
export function signalsBytes(signals: Signals): number {
  let bytes = 2;
  for (const name in signals) {
    bytes += codes.has(name) ? 2 : 2 + textBytes(name);
    bytes += 1 + valueBytes(formOf(signals[name] as SignalValue), signals[name] as SignalValue);
  }
  return bytes;
}

/** @returns where it ends */
export function writeSignals(record: Buffer, at: number, signals: Signals): number {
  let end = at + 2;
  let count = 0;
  for (const name in signals) {
    const code = codes.get(name) ?? named;
    record.writeUInt16BE(code, end);
    end = code === named ? writeText(record, end + 2, name) : end + 2;
    end = writeValue(record, end, signals[name] as SignalValue);
    count += 1;
  }
  record.writeUInt16BE(count, at);
  return end;
}

/** @throws RangeError for bytes that are no vector */
export function readSignals(record: Buffer, at: number): Signals {
  const signals: Record<string, SignalValue> = {};
  for (const { name, value } of eachSignal(record, at)) signals[name] = value;
  return signals;
}

/** One signal of a vector, if it is there. @throws RangeError for bytes that are no vector */
export function findSignal(record: Buffer, at: number, wanted: string): SignalValue | undefined {
  for (const { name, value } of eachSignal(record, at)) if (name === wanted) return value;
  return undefined;
}

function* eachSignal(record: Buffer, at: number) {
  let end = at + 2;
  for (let left = record.readUInt16BE(at); left > 0; left -= 1) {
    const code = record.readUInt16BE(end);
    const spelled = code === named ? readText(record, end + 2) : undefined;
    const name = spelled?.text ?? signalNames[code];
    if (name === undefined) throw new RangeError(`There is no signal of code ${code}.`);
    const { value, end: next } = readValue(record, spelled?.end ?? end + 2);
    yield { name, value };
    end = next;
  }
  if (end > record.length) throw new RangeError('The record ends before its signals do.');
}

function formOf(value: SignalValue): number {
  if (typeof value === 'boolean') return value ? forms.yes : forms.no;
  if (typeof value === 'string') return forms.text;
  const isWhole = Number.isInteger(value) && value >= 0 && !Object.is(value, -0);
  if (isWhole && value <= mostSmall) return forms.small + value;
  return isWhole && value <= mostWhole ? forms.whole : forms.double;
}

function valueBytes(form: number, value: SignalValue): number {
  if (form === forms.double) return 8;
  if (form === forms.whole) return 4;
  return form === forms.text ? textBytes(String(value)) : 0;
}

function writeValue(record: Buffer, at: number, value: SignalValue): number {
  const form = formOf(value);
  record.writeUInt8(form, at);
  if (form === forms.text) return writeText(record, at + 1, String(value));
  if (form === forms.double) return record.writeDoubleBE(Number(value), at + 1);
  return form === forms.whole ? record.writeUInt32BE(Number(value), at + 1) : at + 1;
}

function readValue(record: Buffer, at: number): { readonly value: SignalValue; end: number } {
  const form = record.readUInt8(at);
  if (form >= forms.small) return { value: form - forms.small, end: at + 1 };
  if (form === forms.whole) return { value: record.readUInt32BE(at + 1), end: at + 5 };
  if (form === forms.double) return { value: record.readDoubleBE(at + 1), end: at + 9 };
  if (form <= forms.yes) return { value: form === forms.yes, end: at + 1 };
  if (form !== forms.text) throw new RangeError(`A signal has no form ${form}.`);
  const { text, end } = readText(record, at + 1);
  return { value: text, end };
}
