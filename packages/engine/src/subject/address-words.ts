/**
 * Words of an address that are written in several ways, each row first the spelling under which it is
 * remembered. Street types, directions and units of English by USPS Publication 28, appendices B and
 * C; other languages by custom. Spellings are folded: lower case, no accents, no full stops.
 */
const spellings: readonly string[] = [
  'st street str saint',
  'ave avenue av avenida avda avenu aven',
  'rd road',
  'dr drive drv',
  'ln lane',
  'ct court',
  'cir circle',
  'blvd boulevard bd bvd boul bld',
  'pl place plaza plz',
  'sq square',
  'ter terrace terr',
  'pkwy parkway pky',
  'hwy highway',
  'fwy freeway',
  'expy expressway',
  'trl trail',
  'aly alley',
  'cres crescent crescnt',
  'clos close',
  'gdns gardens garden',
  'grn green',
  'gr grove grv',
  'hts heights',
  'hl hill',
  'jct junction',
  'lk lake',
  'mdw meadow mdws meadows',
  'mt mount',
  'pt point',
  'rdg ridge',
  'rte route',
  'spg spring spgs springs',
  'vlg village',
  'vw view',
  'xing crossing',
  'bldg building',
  'c calle cl',
  'chem chemin ch',
  'pza piazza',
  'ft fort',
  'n north',
  's south',
  'e east',
  'w west',
  'ne northeast',
  'nw northwest',
  'se southeast',
  'sw southwest',
  '1st first',
  '2nd second',
  '3rd third',
  '4th fourth',
  '5th fifth',
  '6th sixth',
  '7th seventh',
  '8th eighth',
  '9th ninth',
  '10th tenth',
];

/** Words that announce a flat or an office within a house: one and the same to us. */
const unitWords = new Set('unit apt apartment suite ste flat room rm appt wohnung whg'.split(' '));

/** Words that say no more than the number after them. */
const numberWords = new Set('no nr number num'.split(' '));

/** Whether a folded word announces a unit. */
export const announcesUnit = (word: string): boolean => unitWords.has(word);

/** Whether a folded word announces a number. */
export const announcesNumber = (word: string): boolean => numberWords.has(word);

const remembered: ReadonlyMap<string, string> = new Map(
  spellings
    .map((row) => row.split(' '))
    .flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)),
);

/** A folded word in the spelling under which it is remembered. */
export const rememberedWord = (word: string): string =>
  remembered.get(word) ?? word.replace(/strasse$/, 'str');
