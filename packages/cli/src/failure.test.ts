import { WhorlError } from '@whorl/client';
import {
  DataFolderError,
  KeyringError,
  LogDamage,
  MasterKeyError,
  RegistryError,
  SettingError,
} from '@whorl/server';
import { describe, expect, it } from 'vitest';
import { AdminProblem, AdminUnreachable } from './admin/problem.ts';
import { NotConfirmed } from './ask.ts';
import { exitCodes, NotVerified, UsageError } from './exit-codes.ts';
import { readFailure, tellFailure } from './failure.ts';
import { createTerminal } from './terminal.ts';

/** What a command that fails so writes, and its exit code. */
function told(error: unknown, json = false) {
  const out: string[] = [];
  const err: string[] = [];
  const write = (lines: string[]) => ({ write: (text: string) => lines.push(text) });
  const streams = { out: write(out), err: write(err) };
  const terminal = createTerminal({ json, noColor: true, ...streams });
  return {
    exit: tellFailure(readFailure(error), terminal),
    out: out.join(''),
    err: err.join(''),
  };
}

const refused = (codes: readonly string[]): WhorlError =>
  new WhorlError(codes[0] ?? '', 'The service refused the call (400): …', {
    status: 400,
    correlationId: 'id-1',
    errors: codes.map((reasonCode) => ({
      ...{ source: 'IIT', reasonCode, description: 'Invalid Format', recoverable: false },
      details: 'mcc, purchaseDate',
    })),
  });

const listening = (code: string): Error =>
  Object.assign(new Error(`listen ${code}`), {
    ...{ code, syscall: 'listen', address: '127.0.0.1', port: 8443 },
  });

describe('the exit code', () => {
  it.each([
    ['refused', refused(['VALIDATION_ERROR'])],
    ['usage', new UsageError('wrong')],
    ['usage', new SettingError('wrong')],
    ['usage', new WhorlError('CONFIGURATION', 'wrong')],
    ['usage', listening('EADDRINUSE')],
    ['usage', listening('EACCES')],
    ['unreachable', new WhorlError('CONNECTION', 'none')],
    ['unreachable', new WhorlError('TIMEOUT', 'none')],
    ['unreachable', new WhorlError('ANSWER_UNREADABLE', 'none', { status: 200 })],
    ['unreachable', new WhorlError('ANSWER_UNREADABLE', 'a proxy spoke', { status: 502 })],
    ['folder', new DataFolderError('busy')],
    ['folder', new KeyringError('wrong key')],
    ['folder', new MasterKeyError('missing')],
    ['usage', new AdminProblem('invalid', 'bad', { status: 400 })],
    ['refused', new AdminProblem('conflict', 'there already', { status: 409 })],
    ['refused', new AdminProblem('rate-limited', 'wait', { status: 429 })],
    ['fault', new AdminProblem('fault', 'see the log', { status: 500 })],
    ['unreachable', new AdminProblem('unavailable', 'stopping', { status: 503 })],
    ['unreachable', new AdminUnreachable('none')],
    ['refused', new NotConfirmed('no')],
    ['refused', new NotVerified('not whole')],
    ['folder', new RegistryError('damaged')],
    ['folder', new LogDamage('damaged')],
    ['fault', new TypeError('x is undefined')],
    ['fault', 'a thrown text'],
  ] as const)('%s: %s', (exit, error) => {
    expect(told(error).exit).toBe(exitCodes[exit].code);
  });

  it('means one thing only', () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('a failure', () => {
  it('of the folder is its sentence, and no stack', () => {
    expect(told(new LogDamage('log-000001 is damaged.')).err).toBe('log-000001 is damaged.\n');
  });

  it('of our own making shows its stack', () => {
    expect(told(new TypeError('x is undefined')).err).toContain('failure.test.ts');
  });

  it('lists every fault of a refusal, with the name to look for in the log', () => {
    expect(told(refused(['VALIDATION_ERROR', 'REQUEST_DECRYPT_FAILED'])).err.split('\n')).toEqual([
      'The service refused the call (400).',
      '  VALIDATION_ERROR: Invalid Format',
      '    mcc, purchaseDate',
      '  REQUEST_DECRYPT_FAILED: Invalid Format',
      '    mcc, purchaseDate',
      "The service's log names it id-1.",
      '',
    ]);
  });

  it('of the admin API lists what is wrong with what was sent, once', () => {
    const faults = ['name is missing', 'company is too long'];
    const problem = (message: string) =>
      new AdminProblem('invalid', message, { status: 400, faults });
    expect(told(problem('The body is bad.')).err).toBe(
      'The body is bad.\n  name is missing\n  company is too long\n',
    );
    expect(told(problem(`It is bad: ${faults.join('; ')}.`)).err.match(/missing/g)).toHaveLength(1);
  });

  it('to listen says where, and what to do', () => {
    const { err } = told(listening('EADDRINUSE'));
    expect(err).toContain('127.0.0.1:8443');
    expect(err).toContain('`--port 0`');
    expect(told(listening('EADDRNOTAVAIL')).err).toContain('--host');
  });

  it('to reach anybody says how to start the service', () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const { err } = told(new WhorlError('CONNECTION', 'Nothing listens there.', { cause }));
    expect(err).toBe('Nothing listens there. Start it with `npx whorl start`.\n');
  });

  it('names options as they are typed here, not as the SDK calls them', () => {
    const message = 'tls.ca, requestKey and baseUrl are wrong; requestKeys is no option.';
    expect(told(new WhorlError('CONFIGURATION', message)).err).toBe(
      '--ca, --request-key and --base-url are wrong; requestKeys is no option.\n',
    );
  });
});

describe('with --json', () => {
  it('a failure is an event too', () => {
    const { out, err } = told(new SettingError('--port is "x".'), true);
    expect(JSON.parse(out)).toEqual({
      ...{ event: 'error', exit: 2, code: 'SETTING', message: '--port is "x".' },
    });
    expect(err).toBe('--port is "x".\n');
  });

  it('a refusal carries what the service said', () => {
    const event = JSON.parse(told(refused(['DECLINED']), true).out);
    expect(event).toMatchObject({ code: 'DECLINED', status: 400, correlationId: 'id-1' });
    expect(event.errors[0]).toMatchObject({ source: 'IIT', details: 'mcc, purchaseDate' });
  });
});
