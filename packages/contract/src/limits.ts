/** Bounds on what is read, one row each. They hold for everyone and are no settings. */
export const limits = {
  /** A request body, sealed, in bytes. */
  bodyBytes: 64 * 1024,
  /** The protected header of an envelope, decoded, in bytes. */
  headerBytes: 1024,
} as const;
