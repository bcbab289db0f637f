/** Control characters, and those without a width or that turn text around, which others' words might hold. */
const invisible = /[\p{Cc}\p{Cf}]/gu;

/** Somebody's words, fit for one line of a terminal. */
export const visible = (text: string): string => text.replace(invisible, ' ');

/** JSON with the same characters escaped, but for its own line breaks: a program reads what it would have read. */
export const visibleJson = (json: string): string =>
  json.replace(invisible, (character) =>
    character === '\n' ? character : character.split('').map(escapeUnit).join(''),
  );

const escapeUnit = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const escapeCharacter = '\u001b';

/** How emphasis of ours goes on after the escape (ECMA-48 §8.3.117): others, such as 8, conceal what follows. */
const emphasis = /^\[(?:1|2|22|31|32|39)m/;

/** Lines of words with emphasis of ours: whatever else would steer a terminal is taken out. */
export const harmless = (text: string): string => text.split('\n').map(harmlessLine).join('\n');

function harmlessLine(line: string): string {
  const [first = '', ...others] = line.split(escapeCharacter);
  const rest = others.map((part) => {
    const [style = ''] = emphasis.exec(part) ?? [];
    return (style && escapeCharacter + style) + visible(part.slice(style.length));
  });
  return visible(first) + rest.join('');
}

/** As much of a fingerprint as tells keys apart in a table; commands take eight digits or more. */
export const short = (fingerprint: string): string => fingerprint.slice(0, 12);

/** The day of an ISO 8601 time. */
export const dayOf = (time: string): string => time.slice(0, 10);

/** An ISO 8601 time to the minute: `2026-11-24 09:30 UTC`. */
export const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;
