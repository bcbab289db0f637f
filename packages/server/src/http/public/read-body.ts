import type { IncomingMessage } from 'node:http';
import { limits, Refusal } from '@whorl/contract';

const sentence = `a request body is at most ${limits.bodyBytes} bytes`;

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

const tooLarge = (): Refusal =>
  new Refusal([{ code: 'payload-too-large', details: sentence }], { note: sentence });

function tooSlow(timeoutMs: number): Refusal {
  const details = `the request body did not arrive within ${timeoutMs} ms`;
  return new Refusal([{ code: 'request-timeout', details }], { note: details });
}

const brokenOff = (cause: Error): Refusal =>
  new Refusal([{ code: 'request-timeout' }], { note: 'the caller broke off its request', cause });
