import { describe, expect, it } from 'vitest';
import { AccountError, SignInRefused } from '../accounts.ts';
import { refusal, refusedAs } from '../testing/stage.ts';
import { createLimits, limits } from './limits.ts';

const fail = () => Promise.reject(new SignInRefused('bad-credentials'));
const [{ failures: perOrigin } = { failures: 0 }] = limits;
const bucket = 'sign-in';

/** How it ends when as many fail from the first as an origin may, and one more from the second. */
async function afterFailuresFrom(first: string, second: string): Promise<string> {
  const attempt = createLimits(() => 0);
  for (let at = 0; at < perOrigin; at += 1) await refusal(attempt({ bucket, origin: first }, fail));
  return refusal(attempt({ bucket, origin: second }, fail));
}

describe('the limits of guessing', () => {
  it.each([
    ['2001:db8:1:2::7', '2001:db8:1:2:ffff::1', 'one customer’s network'],
    ['2001:db8:1:2::7', '2001:0DB8:0001:0002:0:0:0:7', 'another spelling'],
    ['::1', '0:0:0:0:0:0:0:1', 'loopback'],
    ['fe80::1%eth0', 'fe80::2', 'a zone'],
    ['192.0.2.7', '::ffff:192.0.2.7', 'IPv4 in IPv6'],
  ])('take %s and %s for one origin: %s', async (first, second) => {
    expect(await afterFailuresFrom(first, second)).toBe(refusedAs.rateLimited);
  });

  it.each([
    ['2001:db8:1:2::7', '2001:db8:1:3::7'],
    ['192.0.2.7', '192.0.2.8'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.8'],
    ['socket', '127.0.0.1'],
  ])('take %s and %s for two', async (first, second) => {
    expect(await afterFailuresFrom(first, second)).toBe(refusedAs.badCredentials);
  });

  it('count refusals, and neither successes nor faults of another kind', async () => {
    const attempt = createLimits(() => 0);
    const target = { bucket, account: 'ada@example.com', origin: 'socket' } as const;
    for (let at = 0; at < 2 * perOrigin; at += 1) {
      expect(await attempt(target, () => Promise.resolve(at))).toBe(at);
      const broken = attempt(target, () => Promise.reject(new Error('the disk is full')));
      await expect(broken).rejects.toThrow('the disk is full');
    }
    expect(await refusal(attempt(target, fail))).toBe(refusedAs.badCredentials);
  });

  it('know an origin by a sign-in that went well, and by nothing else', async () => {
    const attempt = createLimits(() => 0);
    const target = { bucket, account: 'ada@example.com', origin: '192.0.2.7' } as const;
    const other = { ...target, bucket: 'session' } as const;
    const succeed = () => Promise.resolve('in');
    await attempt(other, succeed);
    await refusal(attempt(target, () => Promise.reject(new AccountError('conflict', 'no'))));
    for (let at = 0; at < perOrigin; at += 1)
      await refusal(attempt({ bucket, origin: target.origin }, fail));
    expect(await refusal(attempt(target, succeed))).toBe(refusedAs.rateLimited);
    expect(await attempt(other, succeed), 'what a session does counts apart').toBe('in');
  });
});
