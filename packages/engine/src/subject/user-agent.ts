import { parse } from 'bowser';

/** What a user agent says of itself; `Unknown` where it says nothing that is understood. */
export interface Browser {
  readonly browser: string;
  readonly platform: string;
  readonly deviceType: string;
}

const unknown = 'Unknown';

/** Longer texts are cut before parsing: no browser sends more, and patterns cost by length. */
const maxParsedLength = 1_000;

const deviceTypes: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  mobile: 'Mobile',
  tablet: 'Tablet',
  tv: 'TV',
  bot: 'Bot',
};

/** Reads a `User-Agent` header. */
export function toBrowser(userAgent: string): Browser | undefined {
  if (userAgent.trim() === '') return undefined;
  const { browser, os, platform } = parse(userAgent.slice(0, maxParsedLength));
  return Object.freeze({
    browser: browser.name || unknown,
    platform: os.name || unknown,
    deviceType: platform.model || deviceTypes[platform.type ?? ''] || unknown,
  });
}
