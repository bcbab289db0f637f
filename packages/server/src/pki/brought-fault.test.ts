import { diagnose } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { KeyFault } from './public-key.ts';
import { RequestFault } from './request.ts';

describe('a fault of what was brought', () => {
  it('is a diagnosis, and its message two sentences', () => {
    const diagnosis = diagnose('key-size', { what: 'the request', bits: 1024 });
    const fault = new RequestFault(diagnosis);
    expect(fault.diagnosis).toBe(diagnosis);
    expect(fault.message).toBe(
      'The request has an RSA key of 1024 bits. Make one of 2048 to 4096.',
    );
  });

  it('ends in a command as it is typed', () => {
    const command = "openssl req -new -subj '/O=Shop, Ltd/CN=a'";
    const ends = [diagnose('name-text', { command }), diagnose('key-point', { what: 'it' })].map(
      (diagnosis) => new KeyFault(diagnosis).message.slice(-14),
    );
    expect(ends).toEqual(["hop, Ltd/CN=a'", 'rm uncompressed'.slice(-14)]);
  });
});
