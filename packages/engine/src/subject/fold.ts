import anyAscii from 'any-ascii';

/** Letters and digits in lower-case ASCII, whatever the script, case or accents. */
export function foldWord(text: string): string {
  return foldWords(text).join('');
}

/** The words of a text in lower-case ASCII. Apostrophes join (`O'Brien`), other punctuation parts. */
export function foldWords(text: string): readonly string[] {
  return anyAscii(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
