import { X509Certificate } from 'node:crypto';
import { type Kit, printed } from './kit.ts';

/** The two scripts of a request, as they are typed. */
export interface Scripts {
  readonly before: string;
  readonly after: string;
}

/** A collection of one request, in the format v2.1 that Postman imports. */
export const collection = ({ config, request }: Kit, { before, after }: Scripts): string =>
  printed({
    info: {
      name: `Whorl: ${config.project}, ${config.environment}`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [
      {
        name: 'Retrieve insights',
        event: [script('prerequest', before), script('test', after)],
        request: {
          method: 'POST',
          header: [{ key: 'Content-Type', value: 'application/json' }],
          body: { mode: 'raw', raw: request, options: { raw: { language: 'json' } } },
          url: '{{baseUrl}}/transactions',
        },
      },
    ],
  });

const script = (listen: 'prerequest' | 'test', text: string): object => ({
  listen,
  script: { type: 'text/javascript', exec: text.trimEnd().split('\n') },
});

/**
 * The variables of the scripts. The private response key is not among them: Postman stores what is imported
 * with its maker.
 */
export const postmanEnvironment = ({ config, requestKey }: Kit): string =>
  printed({
    name: `Whorl: ${config.project}, ${config.environment}`,
    values: [
      variable('baseUrl', config.baseUrl),
      variable('requestKeyFingerprint', config.requestKeyFingerprint),
      variable('requestKey', publicKeyOf(requestKey)),
      { ...variable('responseKey', ''), type: 'secret' },
    ],
    _postman_variable_scope: 'environment',
  });

const variable = (key: string, value: string): object => ({ key, value, enabled: true });

/** WebCrypto imports a bare public key, not a certificate. */
const publicKeyOf = (certificate: string): string =>
  new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }).toString();
