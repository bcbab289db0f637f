import { toAscii } from './ascii.ts';
import type { components } from './generated/openapi.ts';
import { isObject } from './members.ts';
import type { ErrorResponse } from './problem.ts';

type Schemas = components['schemas'];

/** The answer to one call. What cannot be known is absent. */
export type InsightResponse = Schemas['TransactionInsights'];
export type DeviceInsights = Schemas['DeviceInsights'];
export type DeviceInfo = Schemas['DeviceInfo'];
export type IndividualInsights = Schemas['IndividualInsights'];
export type EmailInsights = Schemas['PrimaryEmail'];
export type IpInsights = Schemas['Ip'];
export type PhoneInsights = Schemas['Phone'];
export type BillingInsights = Schemas['BillingInsights'];
export type ShippingInsights = Schemas['ShippingInsights'];
export type PaymentCardInsights = Schemas['PaymentCard'];
export type IdentityRisk = Schemas['IdentityRisk'];
export type Scores = Schemas['Scores'];

/** Prints an answer: JSON in ASCII, so that clients on any charset read it alike. */
export const printResponse = (response: InsightResponse): string =>
  toAscii(JSON.stringify(response));

/**
 * Reads an answer as a client should: members and values that are new are kept, not refused.
 *
 * @throws TypeError when it is not a JSON object with an id
 */
export function readResponse(text: string): InsightResponse {
  const parsed = parseOrNothing(text);
  if (isObject(parsed) && typeof parsed.id === 'string')
    return parsed as unknown as InsightResponse;
  throw new TypeError('The opened answer is not a JSON object with an id.');
}

/** Reads an error answer; nothing when it is not one. */
export function readProblem(text: string): ErrorResponse | undefined {
  const parsed = parseOrNothing(text);
  const errors = isObject(parsed) ? parsed.Errors : undefined;
  const list = isObject(errors) ? errors.Error : undefined;
  const isList = Array.isArray(list) && list.length > 0 && list.every(isObject);
  return isList ? (parsed as unknown as ErrorResponse) : undefined;
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
