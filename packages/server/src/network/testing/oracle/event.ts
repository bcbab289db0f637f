/** What happens to a network, as data: so that two can be made to live through the same. */
import type {
  CallRecord,
  ElementRef,
  Forgotten,
  FraudReport,
  HistoryBatch,
  Network,
  PruneRule,
} from '../../network.ts';

export type LifeEvent =
  | { readonly type: 'call'; readonly call: CallRecord }
  | { readonly type: 'history'; readonly batch: HistoryBatch }
  | { readonly type: 'report'; readonly report: FraudReport }
  | { readonly type: 'erase'; readonly elements: readonly ElementRef[]; readonly nowMs: number }
  | { readonly type: 'prune'; readonly rule: PruneRule };

/** What an event forgets that forgets nothing. */
export const nothing: Forgotten = { elements: 0, links: 0 };

/** Makes a network live through an event. */
export async function live(network: Network, event: LifeEvent): Promise<Forgotten> {
  switch (event.type) {
    case 'call':
      await network.record(event.call);
      return nothing;
    case 'history':
      await network.recordHistory(event.batch);
      return nothing;
    case 'report':
      await network.report(event.report);
      return nothing;
    case 'erase':
      return network.erase(event.elements, event.nowMs);
    case 'prune':
      return network.prune(event.rule);
  }
}
