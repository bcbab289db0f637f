import { settingsFile } from '../hand-over/settings-file.ts';
import { type Kit, type KitFile, printed, textFile } from './kit.ts';
import { type LanguageName, type LanguageRow, languages } from './languages.ts';
import { readme } from './readme.ts';
import { readShipped } from './shipped.ts';

const requestFile = 'request.json';
const readmeFile = 'README.md';

/** The files that every kit of a language has, whose credentials it may be. */
export const namesOf = (language: LanguageName): readonly string[] => [
  ...languages[language].files.map(({ name }) => name),
  ...[requestFile, readmeFile, settingsFile],
];

/** All files of a kit. */
export async function kitFiles(
  facts: Omit<Kit, 'request'>,
  language: LanguageName,
): Promise<readonly KitFile[]> {
  const row: LanguageRow = languages[language];
  const kit = { ...facts, request: await readShipped(requestFile) };
  const own = row.files.map(async ({ name, what, content }) => {
    const text = content === undefined ? readShipped(`${language}/${name}`) : content(kit);
    return textFile(name, await text, what);
  });
  return [
    ...(await Promise.all(own)),
    textFile(requestFile, kit.request, 'the transaction that is sent'),
    textFile(settingsFile, printed(kit.config), 'where to call, and with which files'),
    textFile(readmeFile, readme(kit, row), 'how to run it'),
    ...kit.credentials,
  ];
}
