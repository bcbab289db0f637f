export { unwrapBody, wrapBody } from './body.ts';
export { EnvelopeFault, type EnvelopeFaultCode, quote } from './faults.ts';
export { certificateFingerprint, spkiFingerprint } from './fingerprints.ts';
export { abbreviateKid, type EnvelopeHeader, normaliseKid } from './header.ts';
export { quoteAlgorithm } from './names.ts';
export { type Opening, openEnvelope } from './open.ts';
export { type Envelope, readEnvelope } from './read.ts';
export { type Sealing, sealEnvelope } from './seal.ts';
