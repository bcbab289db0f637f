import type { Diagnosis } from '@whorl/contract';
import { type CertificateRequest, RequestFault, readCertificateRequest } from './request.ts';

/** A request that would be accepted, or what is wrong with it: one of them. */
export interface ExaminedRequest {
  readonly request?: CertificateRequest;
  readonly diagnosis?: Diagnosis;
}

/** {@link readCertificateRequest}, its refusal as data. @param pem at most 16 KiB */
export async function examineRequest(pem: string): Promise<ExaminedRequest> {
  try {
    return { request: await readCertificateRequest(pem) };
  } catch (error) {
    if (error instanceof RequestFault) return { diagnosis: error.diagnosis };
    throw error;
  }
}
