import type { IncomingMessage } from 'node:http';
import { diagnose, limits, Refusal } from '@whorl/contract';

/**
 * Reads a request's body whole.
 *
 * @throws Refusal `payload-too-large` as soon as that is known, `request-timeout` when it has not
 * arrived within `timeoutMs`
 */
export function readBody(message: IncomingMessage, timeoutMs: number): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > limits.bodyBytes)
    return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      message.removeAllListeners('data');
      finish();
    };
    const timer = setTimeout(() => settle(() => reject(tooSlow(timeoutMs))), timeoutMs);
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.bodyBytes) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    });
    message.on('end', () => settle(() => resolve(Buffer.concat(chunks, length))));
    message.on('error', (cause) => settle(() => reject(brokenOff(cause))));
  });
}

function tooLarge(): Refusal {
  const diagnosis = diagnose('body-too-large', { bytes: limits.bodyBytes });
  return new Refusal([{ code: 'payload-too-large', diagnosis }]);
}

const tooSlow = (timeoutMs: number): Refusal =>
  new Refusal([{ code: 'request-timeout', diagnosis: diagnose('body-too-slow', { timeoutMs }) }]);

const brokenOff = (cause: Error): Refusal =>
  new Refusal([{ code: 'request-timeout', diagnosis: diagnose('body-broken-off') }], { cause });
