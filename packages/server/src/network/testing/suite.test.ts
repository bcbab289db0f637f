/** The suite itself: what keeps the promise passes, and nothing that breaks it does. */
import { describe, expect, it } from 'vitest';
import type { ElementRef, Network } from '../network.ts';
import { batch, importId, past } from './calls.ts';
import { describeNetwork } from './contract.ts';
import { checkLives } from './lives/check-lives.ts';
import { createPlainNetwork } from './plain-network.ts';

const hourMs = 3_600_000;

describeNetwork({ name: 'plain', open: async () => createPlainNetwork() });

/** Networks that break the promise in one way each: what they do instead of what a sound one does. */
const faults: Readonly<Record<string, (sound: Network) => Partial<Network>>> = {
  'asks an hour ago': (sound) => ({
    read: (query) => sound.read({ ...query, nowMs: query.nowMs - hourMs }),
  }),
  'asks a millisecond late': (sound) => ({
    read: (query) => sound.read({ ...query, nowMs: query.nowMs + 1 }),
  }),
  'confuses two directions of a link': (sound) => ({
    read: (query) =>
      sound.read({
        ...query,
        links: query.links.map((one) =>
          one.kind === 'billing-shipping' ? { ...one, from: one.to, to: one.from } : one,
        ),
      }),
  }),
  'confuses cards with cards by their parts': (sound) => ({
    record: (call) => sound.record({ ...call, elements: call.elements.flatMap(withParts) }),
  }),
  'counts a call twice': (sound) => ({
    record: async (call) => {
      await sound.record(call);
      await sound.record({ ...call, projectId: 'nobody' });
    },
  }),
  'adds amounts up in any currency': (sound) => ({
    record: (call) =>
      sound.record({ ...call, ...(call.spend && { spend: { ...call.spend, currency: '840' } }) }),
  }),
  'counts no amount of zero': (sound) => ({
    record: ({ spend, ...call }) =>
      sound.record(spend && spend.tenThousandths > 0 ? { ...call, spend } : call),
  }),
  'has a median that is 2 % off': (sound) => ({
    read: async (query) => {
      const { elements, links } = await sound.read(query);
      return {
        links,
        elements: elements.map((one) => {
          if (one?.median === undefined) return one;
          const { count, tenThousandths } = one.median;
          return { ...one, median: { count, tenThousandths: tenThousandths * 1.02 } };
        }),
      };
    },
  }),
  'lists the oldest name first': (sound) => ({
    linkedNames: async (elements, limit) =>
      (await sound.linkedNames(elements, limit)).map((names) => [...names].reverse()),
  }),
  'lists a name too many': (sound) => ({
    linkedNames: (elements, limit) => sound.linkedNames(elements, limit + 1),
  }),
  'shows a partner too many': (sound) => ({
    portray: (element, view) => sound.portray(element, { ...view, limit: view.limit + 1 }),
  }),
  'counts a batch again': (sound) => ({
    recordHistory: async (batch) => {
      const line = await sound.historyLine(batch.projectId, batch.importId);
      const purchases = batch.purchases.map((one) => ({ ...one, line: one.line + line }));
      await sound.recordHistory({ ...batch, purchases });
    },
  }),
  'forgets how far it read': (sound) => ({
    recordHistory: (batch) =>
      sound.recordHistory({ ...batch, throughLine: batch.purchases.at(-1)?.line ?? 0 }),
  }),
  'mixes histories up': (sound) => ({
    recordHistory: (batch) => sound.recordHistory({ ...batch, importId: importId(0) }),
  }),
  'counts reports when they come': (sound) => ({
    report: (report) =>
      sound.report({ ...report, purchaseAtMs: report.purchaseAtMs + 24 * hourMs }),
  }),
  'takes no report back': (sound) => ({
    report: async (report) => {
      if (report.change === 'reported') await sound.report(report);
    },
  }),
  'reports no links': (sound) => ({
    report: (report) => sound.report({ ...report, links: [] }),
  }),
  'makes known what is reported': (sound) => ({
    report: async (report) => {
      const { elements, purchaseAtMs: atMs } = report;
      const line = 1 + (await sound.historyLine('nobody', importId(9)));
      const purchases = [past({ elements, atMs, line })];
      await sound.recordHistory(batch({ projectId: 'nobody', importId: importId(9), purchases }));
      await sound.report(report);
    },
  }),
  'recalls for eleven minutes': (sound) => ({
    recall: (key, nowMs) => sound.recall(key, nowMs - 60_000),
  }),
  'erases the first of several': (sound) => ({
    erase: (elements, nowMs) => sound.erase(elements.slice(0, 1), nowMs),
  }),
  'prunes what was seen at the instant': (sound) => ({
    prune: (rule) =>
      sound.prune(Object.fromEntries(Object.entries(rule).map(([kind, atMs]) => [kind, atMs + 1]))),
  }),
  'prunes every kind': (sound) => ({
    prune: (rule) => sound.prune({ ...rule, email: Math.max(...Object.values(rule)) }),
  }),
};

const withParts = (one: ElementRef): readonly ElementRef[] =>
  one.kind === 'card' ? [one, { ...one, kind: 'cardParts' }] : [one];

describe('random lives', () => {
  for (const [fault, doInstead] of Object.entries(faults))
    it(`find out a network that ${fault}`, async () => {
      const open = async (): Promise<Network> => {
        const sound = createPlainNetwork();
        return { ...sound, ...doInstead(sound) };
      };
      await expect(checkLives(open, { endOnFailure: true })).rejects.toMatchObject({
        cause: { name: 'AssertionError' },
      });
    });
});
