/** Control characters and those that turn the direction of text around, which others' words might hold. */
const invisible = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Somebody's words, fit for one line of a terminal. */
export const visible = (text: string): string => text.replace(invisible, ' ');

/** As much of a fingerprint as tells keys apart in a table; commands take eight digits or more. */
export const short = (fingerprint: string): string => fingerprint.slice(0, 12);

/** The day of an ISO 8601 time. */
export const dayOf = (time: string): string => time.slice(0, 10);

/** An ISO 8601 time to the minute: `2026-11-24 09:30 UTC`. */
export const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;
