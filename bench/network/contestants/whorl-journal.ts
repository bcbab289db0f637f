import { readFileSync } from 'node:fs';
import { parseRequest } from '@whorl/contract';
import { assess, models, toSubject } from '@whorl/engine';
import type { Journal } from './whorl.ts';

/** No answer is kept, as by the others. */
export const noJournal: Journal = { answer: '', signals: {}, model: '' };

/** What is kept of an answered call whose every field was given. */
export function fullJournal(): Journal {
  const subject = toSubject(parseRequest(readFileSync('api/examples/full.json')));
  const facts = { elements: {}, links: {} };
  const report = assess({ subject, facts, model: models.v0, nowMs: Date.UTC(2026, 10, 24) });
  const answer = JSON.stringify(JSON.parse(readFileSync('api/examples/answer.json', 'utf8')));
  return { answer, signals: report.signals, model: report.model };
}
