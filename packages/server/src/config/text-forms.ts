/** What a setting that is a text may look like, beyond being one. */
import { isIP } from 'node:net';

/** A form that a text is held to. */
export interface TextForm {
  /** What is asked for, as it follows "it must be". */
  readonly wanted: string;
  accepts(text: string): boolean;
}

/** At most 253 characters in labels of at most 63 (RFC 1035 §2.3.4); underscores as container networks have them. */
const dnsName = /^(?=.{1,253}$)[a-z\d_]([\w-]{0,61}[a-z\d])?(\.[a-z\d_]([\w-]{0,61}[a-z\d])?)*$/i;

export const hostNames: TextForm = {
  wanted: 'DNS names and IP addresses, comma-separated',
  accepts: (text) =>
    text.split(',').every((name) => isIP(name.trim()) !== 0 || dnsName.test(name.trim())),
};

const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Credentials in a URL are refused: `fetch` does not take them. */
export const webhookUrl: TextForm = {
  wanted: 'an https URL, or an http one to this machine, without user name and password',
  accepts(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '') return false;
    return (
      url.protocol === 'https:' ||
      (url.protocol === 'http:' && loopbackHosts.includes(url.hostname))
    );
  },
};

export const commandLine: TextForm = {
  wanted: 'a program and its arguments: plain words, or a JSON array of texts',
  accepts: (text) => splitCommand(text) !== undefined,
};

/** What a shell would read as more than a word; here it would be taken literally, which nobody expects. */
const shellSyntax = /["'`\\$|&;<>()*?~#\n]/;

/**
 * The program and its arguments: `op read op://vault/key`, or `["op","read","op://vault/my key"]` where one
 * of them has a blank or a quote in it. No shell reads it.
 *
 * @returns `undefined` for what is neither
 */
export function splitCommand(text: string): readonly [string, ...string[]] | undefined {
  const words = text.trimStart().startsWith('[') ? readArray(text) : readWords(text);
  const [program, ...args] = words;
  return program === undefined ? undefined : [program, ...args];
}

const readWords = (text: string): readonly string[] =>
  shellSyntax.test(text) ? [] : text.split(/\s+/).filter(Boolean);

function readArray(text: string): readonly string[] {
  try {
    const words: unknown = JSON.parse(text);
    const isUsable = (word: unknown) => typeof word === 'string' && !word.includes('\0');
    return Array.isArray(words) && words[0] !== '' && words.every(isUsable) ? words : [];
  } catch {
    return [];
  }
}
