import { WhorlError } from '@whorl/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platformFault } from './platform-fault.ts';

const place = { host: 'api.example', address: '192.0.2.1:443', timeoutMs: 5000 };
const faultOf = (code: string) =>
  platformFault(Object.assign(new Error('raw words'), { code }), place);

describe('a failure of the platform', () => {
  it.each([
    ['ENOTFOUND', 'name-unknown'],
    ['EAI_AGAIN', 'name-not-now'],
    ['ECONNREFUSED', 'nothing-listens'],
    ['ECONNRESET', 'closed-unanswered'],
    ['EPIPE', 'closed-unanswered'],
    ['ETIMEDOUT', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['EACCES', 'unreachable'],
    ['ABORT_ERR', 'no-answer-in-time'],
    ['HPE_INVALID_CONSTANT', 'answer-no-http'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'no-tls'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'no-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'no-common-tls'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'no-common-tls'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'no-common-cipher'],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'server-name-unknown'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate-refused'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-refused'],
    ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'certificate-refused'],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'certificate-refused'],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', 'certificate-refused'],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_REVOKED', 'certificate-refused'],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN', 'certificate-refused'],
    ['ERR_SSL_SSL/TLS_ALERT_UNSUPPORTED_CERTIFICATE', 'certificate-refused'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'handshake-failed'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'handshake-failed'],
    ['EPROTO', 'handshake-failed'],
    ['EMFILE', 'way-unknown'],
  ])('%s is the row %s', (code, row) => {
    expect(faultOf(code).code).toBe(row);
  });

  it('that the SDK wrapped is told by its cause', () => {
    const cause = Object.assign(new Error('raw'), { code: 'ECONNREFUSED' });
    expect(platformFault(new WhorlError('CONNECTION', 'x', { cause }), place).code).toBe(
      'nothing-listens',
    );
    expect(platformFault(new WhorlError('TIMEOUT', 'x'), place).code).toBe('no-answer-in-time');
  });

  it('of any kind has a row, and its own words are not repeated', () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(platformFault(thrown, place).sentence).not.toMatch(/\[\w+\]|raw words/);
      }),
    );
    expect(faultOf('EXOTIC').sentence).not.toContain('raw words');
  });
});
