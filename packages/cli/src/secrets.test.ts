import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, confirm, NotConfirmed } from './ask.ts';
import { UsageError } from './exit-codes.ts';
import { refuseSecretArguments } from './secret-arguments.ts';
import { readSecret } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Somebody who types these, one after the other. */
function typing(...answers: readonly string[]): Asker & { readonly asked: string[] } {
  const left = [...answers];
  const asked: string[] = [];
  const answer = async (question: string): Promise<string> => {
    asked.push(question);
    return left.shift() ?? '';
  };
  return { asked, secret: answer, line: answer };
}

const nobody = { environment: {}, asker: undefined };

describe('a secret', () => {
  it('comes from its file first, without the line break at its end', async () => {
    const file = join(folder, 'p');
    await writeFile(file, ' two words \n');
    const environment = { WHORL_PASSWORD: 'other' };
    expect(await readSecret({ secret: 'password', file, environment })).toBe(' two words ');
  });

  it('comes from its variable next', async () => {
    const asker = typing('typed');
    const environment = { WHORL_PASSPHRASE: 'from the variable' };
    expect(await readSecret({ secret: 'passphrase', environment, asker })).toBe(
      'from the variable',
    );
    expect(asker.asked).toEqual([]);
  });

  it('is asked for at last, a new one twice', async () => {
    const asker = typing('typed', 'typed');
    expect(await readSecret({ secret: 'password', ...nobody, asker, isNew: true })).toBe('typed');
    expect(asker.asked).toEqual(['Password:', 'Password again:']);
  });

  it('that was mistyped, or not typed, is none', async () => {
    const mistyped = typing('typed', 'tpyed');
    await expect(
      readSecret({ secret: 'password', ...nobody, asker: mistyped, isNew: true }),
    ).rejects.toThrow(/differ/);
    const empty = readSecret({ secret: 'password', ...nobody, asker: typing('') });
    await expect(empty).rejects.toThrow(UsageError);
  });

  it('that cannot be asked for says how else to give it', async () => {
    const asked = readSecret({ secret: 'invitation', environment: {}, asker: undefined });
    await expect(asked).rejects.toThrow(/--invitation-file.*WHORL_INVITATION/);
  });

  it('in an empty file is none', async () => {
    const file = join(folder, 'p');
    await writeFile(file, '\n');
    await expect(readSecret({ secret: 'password', file })).rejects.toThrow(/is empty/);
  });
});

describe('a secret as an argument', () => {
  it.each([
    [['login', '--email', 'a@b', '--password', 'hunter2']],
    [['login', '--password=hunter2']],
    [['authority', 'export-root', '--passphrase', 'hunter2']],
    [['status', '--token=hunter2']],
    [['invitation', 'accept', '--invitation', 'hunter2']],
  ])('is refused, with why, and not repeated: %j', (args) => {
    const refuse = () => refuseSecretArguments(args);
    expect(refuse).toThrow(UsageError);
    expect(refuse).toThrow(/other users.*WHORL_/);
    expect(refuse).not.toThrow(/hunter2/);
  });

  it('is not seen in the options that name files', () => {
    refuseSecretArguments(['login', '--password-file', 'x', '--email', 'a@b']);
    refuseSecretArguments(['doctor', '__proto__', 'constructor', 'toString=x', '--__proto__']);
  });
});

describe('a question', () => {
  const question = 'Revoke it?';

  it.each(['y', 'Y', 'yes', ' y '])('is answered by "%s"', async (answer) => {
    await confirm({ question, asker: typing(answer) });
  });

  it.each(['', 'n', 'no', 'yep', 'nay'])('is not answered by "%s"', async (answer) => {
    await expect(confirm({ question, asker: typing(answer) })).rejects.toThrow(NotConfirmed);
  });

  it('is not asked where it was answered beforehand', async () => {
    const asker = typing();
    await confirm({ question, yes: true, asker });
    expect(asker.asked).toEqual([]);
  });
});
