import { type Diagnosis, diagnose } from '@whorl/contract';
import { examineRequest } from '@whorl/server/brought';

/** What is wrong with a certificate request; whose names they should be is for the service to say. */
export async function judgeCertificateRequest(pem: string): Promise<readonly Diagnosis[]> {
  const { request, diagnosis } = await examineRequest(pem);
  if (diagnosis !== undefined) return [diagnosis];
  const isNamed = /^.+-Client-(MTF|PROD)-.+$/.test(request?.commonName ?? '');
  return isNamed ? [] : [diagnose('request-name-form')];
}
