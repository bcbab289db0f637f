import type { InsightResponse } from '@whorl/contract';
import type { Facts } from './facts.ts';
import { toInsights } from './insights.ts';
import type { Model } from './score/model.ts';
import { scoreSignals } from './score/score.ts';
import { computeSignals } from './signals/index.ts';
import type { SignalValue } from './signals/signal.ts';
import type { Subject } from './subject/subject.ts';

/** Everything that a conclusion follows from. */
export interface Case {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly model: Model;
  /** The instant of the call, Unix milliseconds. */
  readonly nowMs: number;
}

/** What the engine concludes of one call. */
export interface Report {
  /** The answer, all but its id. */
  readonly insights: Omit<InsightResponse, 'id'>;
  /**
   * What was known, by signal name, and the score made of it (`identityRisk.score`,
   * `identityRisk.reasonCode`), which is there even where the answer leaves it out. No raw identity.
   */
  readonly signals: Readonly<Record<string, SignalValue>>;
  /** The name of the model that scored. */
  readonly model: string;
}

/**
 * Concludes what can be said of one call. Pure: the same case gives the same report, so that any past
 * call can be replayed and explained.
 *
 * @example
 * const report = assess({ subject: toSubject(request), facts, model: models.v0, nowMs });
 * report.insights.individualInsights?.scores?.identityRisk; // { score: 260, reasonCode: 'JA' }
 */
export function assess({ subject, facts, model, nowMs }: Case): Report {
  const vector = computeSignals({ subject, facts, nowMs });
  const score = scoreSignals(vector, model);
  const insights = toInsights({ subject, vector, score });
  const signals = {
    ...vector,
    'identityRisk.score': score.score,
    'identityRisk.reasonCode': score.reasonCode,
  };
  return Object.freeze({ insights, signals: Object.freeze(signals), model: model.name });
}
