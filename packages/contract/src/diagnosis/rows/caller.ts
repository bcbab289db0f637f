import type { DiagnosisRows } from '../row.ts';

/** Who calls: the client certificate, and what it is registered for. */
export const callerRows = {
  'none-sent': [
    'no client certificate was sent',
    'give your client its certificate with the issuer, and the key; Java and Windows clients also send none when theirs is not from an announced issuer or comes without its chain',
  ],
  'certificate-unreadable': ['the client certificate cannot be read', 'send client.pem as it is'],
  'wrong-environment': [
    'the client certificate is for [environment], not for here',
    'send the one of this environment: nothing that one issued is good in the other',
  ],
  'unknown-issuer': [
    'the client certificate was not issued by [issuer]',
    'send the one that was issued to you here (client.pem)',
  ],
  'namesake-issuer': [
    'the client certificate was issued by another authority of the name [issuer]',
    'its files are of another data folder, or of one that was begun anew since: take those of this one',
  ],
  'not-registered': [
    'the certificate is not registered with any project',
    'have one issued for your project, or have this one registered: npx whorl credential',
  ],
  'certificate-revoked': [
    'the certificate was revoked',
    'send its successor: npx whorl credential list --project NAME',
  ],
  'credential-suspended': ['the credential is suspended', 'ask who runs the service'],
  'project-suspended': ['the project is suspended', 'ask who runs the service'],
  'not-entitled': ['the project may not use this service', 'ask who runs the service'],
} as const satisfies DiagnosisRows;
