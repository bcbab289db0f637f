import { describe, expect, it } from 'vitest';
import { UsageError } from './exit-codes.ts';
import { refuseSecretArguments } from './secret-arguments.ts';

const typed = (line: string) => () => refuseSecretArguments(line.split(' '));

/** What is said of a line that is refused. */
function sentenceOn(line: string): string {
  try {
    refuseSecretArguments(line.split(' '));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  return expect.unreachable(`"${line}" was taken`);
}

describe('whom a command is about', () => {
  it.each([
    'network show --project shop --email',
    'network erase --environment production --project=shop --card --yes',
    'network show --data /srv/w --ip --json',
    'network show --admin-url https://a:1 --admin-ca ca.pem --phone --project shop',
    'network show --help',
    'network import purchases.csv --map primaryEmail=EMAIL',
    'network backup /srv/b',
  ])('is not in: %s', (line) => {
    expect(typed(line)).not.toThrow();
  });

  it.each([
    'network show --project shop --email john.doe@example.com',
    'network show john.doe@example.com --email --project shop',
    'network erase --project shop --email=john.doe@example.com',
    'network erase --project shop --emial=john.doe@example.com',
    'network show --json john.doe@example.com',
  ])('is refused, and not repeated: %s', (line) => {
    expect(sentenceOn(line)).not.toContain('john');
    expect(sentenceOn(line)).toContain('standard input');
  });
});

describe('a secret', () => {
  it('is refused, and not repeated', () => {
    expect(sentenceOn('login --password=hunter2')).toContain('--password-file FILE');
    expect(sentenceOn('login --password hunter2')).not.toContain('hunter2');
  });
});
