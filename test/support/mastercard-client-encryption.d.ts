/** The part of the official client that the suites use; it ships no types of its own. */
declare module 'mastercard-client-encryption' {
  namespace mastercard {
    interface Sealed {
      readonly header: object;
      readonly body: { readonly encryptedData: string };
    }

    class JweEncryption {
      constructor(config: object);
      encrypt(endpoint: string, header: object, body: object): Sealed;
      decrypt(answer: { request: { url: string }; body: unknown }): Record<string, unknown>;
    }
  }
  export = mastercard;
}
