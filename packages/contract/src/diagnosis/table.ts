/**
 * Everything that can be wrong between a caller and the service, and how it is mended: the one table of sentences of the sandbox's
 * `Details` and of the doctor. docs/reference/diagnoses.md is generated from it.
 */

import type { DiagnosisRows } from './row.ts';
import { bodyRows } from './rows/body.ts';
import { broughtRows } from './rows/brought.ts';
import { callerRows } from './rows/caller.ts';
import { certificateRows } from './rows/certificate.ts';
import { configurationRows } from './rows/configuration.ts';
import { connectionRows } from './rows/connection.ts';
import { envelopeRows } from './rows/envelope.ts';
import { fileRows } from './rows/file.ts';
import { keyRows } from './rows/key.ts';
import { keyStoreRows } from './rows/key-store.ts';
import { kidRows } from './rows/kid.ts';
import { requestRows } from './rows/request.ts';

/** The rows by what they are about, in the order of the reference. */
export const diagnosisGroups = {
  'Who calls': callerRows,
  Certificates: certificateRows,
  'Which key is which': keyRows,
  kid: kidRows,
  'The body': bodyRows,
  'The envelope': envelopeRows,
  'The request': requestRows,
  'What is brought': broughtRows,
  'PKCS#12': keyStoreRows,
  Files: fileRows,
  Configurations: configurationRows,
  'The way there and back': connectionRows,
} as const satisfies Readonly<Record<string, DiagnosisRows>>;

/** All rows. */
export const diagnoses = {
  ...callerRows,
  ...certificateRows,
  ...keyRows,
  ...kidRows,
  ...bodyRows,
  ...envelopeRows,
  ...requestRows,
  ...broughtRows,
  ...keyStoreRows,
  ...fileRows,
  ...configurationRows,
  ...connectionRows,
} as const;
