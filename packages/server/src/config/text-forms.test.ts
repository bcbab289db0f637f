import { describe, expect, it } from 'vitest';
import { hostNames, splitCommand, webhookUrl } from './text-forms.ts';

describe('names of a server', () => {
  it.each([
    ['whorl.example.com'],
    ['whorl.example.com, 192.0.2.7'],
    ['2001:db8::7'],
    ['whorl_service'],
    ['a'],
    [`${'a'.repeat(63)}.example`],
  ])('may be %j', (text) => {
    expect(hostNames.accepts(text)).toBe(true);
  });

  it.each([
    ['whorl.example.com,'],
    ['https://whorl.example.com'],
    ['whorl.example.com:8443'],
    ['[::1]'],
    ['*.example.com'],
    ['-a.example'],
    ['a..b'],
    ['<b>'],
    [`${'a'.repeat(64)}.example`],
    [`${'a.'.repeat(127)}ab`],
  ])('are not %j', (text) => {
    expect(hostNames.accepts(text)).toBe(false);
  });
});

describe('a webhook', () => {
  it.each([
    ['https://hooks.example.com/whorl?token=1'],
    ['http://localhost:9000/'],
    ['http://127.0.0.1/'],
    ['http://[::1]:9000/'],
  ])('may be at %s', (url) => {
    expect(webhookUrl.accepts(url)).toBe(true);
  });

  it.each([
    ['http://hooks.example.com/'],
    ['http://127.0.0.1.example.com/'],
    ['http://localhost@example.com/'],
    ['https://user:password@example.com/'],
    ['file:///etc/passwd'],
    ['hooks.example.com'],
  ])('is not at %s', (url) => {
    expect(webhookUrl.accepts(url)).toBe(false);
  });
});

describe('a command', () => {
  it.each([
    ['op read op://vault/key', ['op', 'read', 'op://vault/key']],
    ['  /usr/bin/cat   /run/key ', ['/usr/bin/cat', '/run/key']],
    ['["op","read","op://vault/my key"]', ['op', 'read', 'op://vault/my key']],
    [' ["sh","-c","echo $KEY"]', ['sh', '-c', 'echo $KEY']],
    ['["op",""]', ['op', '']],
  ])('%s is split into words', (text, words) => {
    expect(splitCommand(text)).toEqual(words);
  });

  it.each([
    [''],
    ['  '],
    ['echo "my key"'],
    ['cat key | base64'],
    ['echo $KEY'],
    ['cat ~/key'],
    ['[]'],
    ['[""]'],
    ['["op",1]'],
    ['["op"'],
    ['["op","\\u0000"]'],
  ])('%j is not guessed at', (text) => {
    expect(splitCommand(text)).toBeUndefined();
  });
});
