/** Calls as tests make them: short names for elements, everything else filled in. */
import { randomUUID } from 'node:crypto';
import type { ElementKind, LinkKind } from '@whorl/engine';
import type { CallRecord, ElementRef, LinkRef, Pseudonym } from '../network.ts';

/** The pseudonym of the n-th thing. */
export const pseudonym = (n: number | bigint): Pseudonym =>
  n.toString(16).padStart(32, '0') as Pseudonym;

/** The n-th element of a kind. */
export const element = (kind: ElementKind, n: number): ElementRef => ({
  kind,
  pseudonym: pseudonym(n),
});

/** A link between two elements. */
export const link = (kind: LinkKind, from: ElementRef, to: ElementRef): LinkRef => ({
  kind,
  from,
  to,
});

/** A call that names these elements and links. */
export const call = (changes: Partial<CallRecord> = {}): CallRecord => ({
  id: randomUUID(),
  projectId: 'project',
  atMs: Date.UTC(2026, 10, 24, 12),
  elements: [],
  links: [],
  answer: '{"id":"answer"}',
  signals: { ageDays: 3, isNew: false, country: '840' },
  model: 'v0',
  ...changes,
});
