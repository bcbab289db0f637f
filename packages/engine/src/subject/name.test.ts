import { describe, expect, it } from 'vitest';
import { toName } from './name.ts';

describe('one name is one element, however it is written', () => {
  it.each([
    ['John Doe', 'doe john'],
    ['DOE, JOHN', 'doe john'],
    ['Mr. John Doe Jr.', 'doe john'],
    ['Dr. Doe, José, Ph.D.', 'doe jose'],
    ['Zoë O’Brien-Smith', 'obrien smith zoe'],
    ['Þórður Łukasz', 'lukasz thordur'],
    ['Иван Петров', 'ivan petrov'],
    ['Sir', 'sir'],
  ])('%s → %s', (text, expected) => expect(toName(text)?.canonical).toBe(expected));

  it.each(['', '  ', '---'])('%o is none', (text) => expect(toName(text)).toBeUndefined());
});
