import { type Diagnosis, diagnose } from '@whorl/contract';
import { RequestFault, readCertificateRequest } from '@whorl/server/brought';

/** What is wrong with a certificate request; whose names they should be is for the service to say. */
export async function judgeCertificateRequest(pem: string): Promise<readonly Diagnosis[]> {
  try {
    const { commonName } = await readCertificateRequest(pem);
    return /^.+-Client-(MTF|PROD)-.+$/.test(commonName) ? [] : [diagnose('request-name-form')];
  } catch (error) {
    if (error instanceof RequestFault) return [error.diagnosis];
    throw error;
  }
}
