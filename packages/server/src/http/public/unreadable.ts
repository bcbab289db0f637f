import { maxHeaderSize } from 'node:http';
import { diagnose, type Fault, Refusal } from '@whorl/contract';

/** What the platform's parser may say, by its code. */
const faults: ReadonlyMap<string, Fault> = new Map([
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { code: 'request-timeout', diagnosis: diagnose('headers-too-slow') },
  ],
  [
    'HPE_HEADER_OVERFLOW',
    {
      code: 'decrypt-failed',
      diagnosis: diagnose('headers-too-long', { bytes: maxHeaderSize }),
    },
  ],
]);

const noRequest: Fault = { code: 'decrypt-failed', diagnosis: diagnose('no-http') };

/** The refusal for what could not be read as a request. @param error the parser's */
export const unreadable = ({ code }: NodeJS.ErrnoException): Refusal =>
  new Refusal([faults.get(code ?? '') ?? noRequest]);
