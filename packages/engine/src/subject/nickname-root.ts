import { nicknameFamilies } from './nicknames.ts';

const entries = nicknameFamilies
  .map((row) => row.split(' '))
  .flatMap(([root = '', ...nicknames]) =>
    [root, ...nicknames].map((word) => [word, root] as const),
  );

const rootOf: ReadonlyMap<string, string> = new Map(entries);

/** `franny` for `frannie`: one spelling for all of an ending. Short words (`kai`) have none. */
const unifyEnding = (word: string): string => word.replace(/^(.{3,}?)(?:ie|ey|ee|i)$/, '$1y');

/** By unified spelling; where two families share one, the first has it. */
const rootOfUnified: ReadonlyMap<string, string> = new Map(
  entries.toReversed().map(([word, root]) => [unifyEnding(word), root]),
);

/**
 * The given name that a folded word stands for; the word itself where it is nobody's nickname. Of
 * the endings `-y`, `-ie`, `-ey`, `-ee` and `-i` the table need have one.
 *
 * @example nicknameRoot('bill') // 'william', as of 'william'
 */
export const nicknameRoot = (word: string): string =>
  rootOf.get(word) ?? rootOfUnified.get(unifyEnding(word)) ?? word;
