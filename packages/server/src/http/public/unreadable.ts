import { maxHeaderSize } from 'node:http';
import { type Fault, Refusal } from '@whorl/contract';

type Told = Fault & { readonly details: string };

/** What the platform's parser may say, by its code. */
const faults: ReadonlyMap<string, Told> = new Map([
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { code: 'request-timeout', details: 'the request headers did not arrive in time' },
  ],
  [
    'HPE_HEADER_OVERFLOW',
    {
      code: 'decrypt-failed',
      details: `the request headers are longer than ${maxHeaderSize} bytes`,
    },
  ],
]);

const noRequest: Told = {
  code: 'decrypt-failed',
  details: 'the bytes received are not an HTTP/1.1 request',
};

/** The refusal for what could not be read as a request. @param error the parser's */
export function unreadable({ code }: NodeJS.ErrnoException): Refusal {
  const fault = faults.get(code ?? '') ?? noRequest;
  return new Refusal([fault], { note: fault.details });
}
