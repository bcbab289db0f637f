/**
 * What both ends of a call agree on: the request and the answer, the error table, limits, and the
 * envelope. It imports nothing of ours and nothing that has to be installed.
 */
export * from './diagnosis/index.ts';
export * from './envelope/index.ts';
export { limits } from './limits.ts';
export {
  type ErrorResponse,
  type Fault,
  type ProblemCode,
  type ProblemRow,
  printProblem,
  problems,
  Refusal,
  type RefusalContext,
  type WireError,
} from './problem.ts';
export {
  type InsightRequest,
  type MembersReading,
  parseRequest,
  type RequestAddress,
  type RequestMembers,
  type RequestPhone,
  readMembers,
} from './request.ts';
export {
  type BillingInsights,
  type DeviceInfo,
  type DeviceInsights,
  type EmailInsights,
  type IdentityRisk,
  type IndividualInsights,
  type InsightResponse,
  type IpInsights,
  type PaymentCardInsights,
  type PhoneInsights,
  printResponse,
  readProblem,
  readResponse,
  type Scores,
  type ShippingInsights,
} from './response.ts';
