/** So many of something: `1 link`, `1,204 links`. */
export const many = (number: number, noun: string): string =>
  `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
