import type { DiagnosisRows } from '../row.ts';

/** Certificates and their keys, whoever examines them. */
export const certificateRows = {
  'certificate-expired': [
    '[what] expired [at]',
    'have another issued, and look at the clock if that is a surprise',
  ],
  'certificate-not-yet-valid': [
    '[what] is not valid before [at]',
    'see whether the clock was right where it was made, and is right where it is read',
  ],
  'certificate-unusable': [
    'a certificate in it has a key or dates that cannot be read',
    'have it issued anew, by a tool that others use too',
  ],
  'no-client-auth': [
    'the client certificate lacks the clientAuth usage',
    'send the one that was issued to you for calls (client.pem)',
  ],
  'authority-as-client': [
    'the client certificate is that of an authority (CA:TRUE)',
    'send the one that was issued to you for calls (client.pem)',
  ],
  'chain-incomplete': [
    'the client certificate stands alone, without its issuer',
    'append the certificate of its issuer (of this service: npx whorl authority crl --out DIR writes client-authorities.pem); Java and Windows clients send nothing without it where only the root is announced',
    'note',
  ],
  'chain-order': [
    'the certificates stand in the wrong order',
    'put the client certificate first, and after each the one that issued it',
  ],
  'chain-broken': [
    'the second certificate of the file did not issue the first',
    'put the one that did in its place',
  ],
  'self-signed': [
    'the client certificate is self-signed',
    'a service takes it only where its very bytes are registered: npx whorl credential register --project NAME --certificate FILE',
    'note',
  ],
  'weak-signature': [
    '[what] is signed with [algorithm]',
    'have it signed with SHA-256: older ones are refused by most',
  ],
  'environment-mixed': [
    'the client certificate is for [theirs] by its CN, and the configuration is for [ours]',
    'take the certificate of the environment that you call: nothing of one is good in the other',
  ],
  'key-size': ['[what] has an RSA key of [bits] bits', 'make one of 2048 to 4096'],
  'key-exponent': [
    '[what] has the public exponent [exponent]',
    'make a key with 65537, as every tool does unless told otherwise',
  ],
  'key-kind': ['[what] has a key of the kind [kind]', 'bring [wanted]'],
} as const satisfies DiagnosisRows;
