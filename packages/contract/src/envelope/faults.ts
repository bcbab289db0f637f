/**
 * Everything that can be wrong with an envelope: a closed table of sentences. They are made of the
 * header, of lengths and of names, never of what decryption found or of a value that was sent.
 */
export const envelopeFaults = {
  'empty-body': 'the body is empty; it must be {"encryptedData":"<compact JWE>"}',
  'not-utf8': 'the body is not UTF-8',
  'not-json': 'the body is not JSON; it must be {"encryptedData":"<compact JWE>"}',
  'not-wrapped': 'the body must be a JSON object with encryptedData, a compact JWE in a string',
  'clear-members':
    'members beside encryptedData were sent in clear; the whole body is encrypted as one: {"encryptedData":"<compact JWE>"}',
  'part-count': 'a compact JWE has five parts separated by dots',
  'part-alphabet': 'a part of the JWE is not base64url',
  'header-length': 'the protected header is empty or longer than 1024 bytes',
  'header-unreadable': 'the protected header is not base64url of a JSON object',
  'header-critical': 'the header members zip and crit are not accepted',
  alg: 'this alg is not accepted; use RSA-OAEP-256',
  enc: 'this enc is not accepted; use A256GCM',
  kid: 'the header member kid must be a string',
  'iv-length': 'the IV must be 12 or 16 bytes',
  'tag-length': 'the authentication tag must be 16 bytes',
  'key-length': 'the encrypted key is not as long as the modulus of the key that kid names',
  undecryptable:
    'the envelope does not open with the key that kid names: it was encrypted to another key, or changed on its way',
} as const;

/** The closed union of envelope faults. */
export type EnvelopeFaultCode = keyof typeof envelopeFaults;

/**
 * An envelope that is not read or does not open. Every failure of decryption itself is one and the same
 * fault, `undecryptable`, with the same text.
 */
export class EnvelopeFault extends Error {
  override readonly name = 'EnvelopeFault';
  readonly fault: EnvelopeFaultCode;
  /** The sentence that explains it. */
  readonly details: string;

  /** @param specifics what was there instead: header values, lengths and names only */
  constructor(fault: EnvelopeFaultCode, specifics?: string) {
    const sentence = envelopeFaults[fault];
    const details = specifics === undefined ? sentence : `${sentence} (${specifics})`;
    super(details);
    this.fault = fault;
    this.details = details;
  }
}

/**
 * A caller's text in a form that is safe to repeat and to log: what could be the name of a member or of
 * an algorithm as it is, of everything else only its length, since it could be anybody's data.
 */
export const quote = (text: string): string =>
  /^[A-Za-z_][\w+-]{0,39}$/.test(text) ? text : `a text of ${text.length} characters`;
