import type { OperationId } from '@whorl/contract/admin';
import type { AuditEntry } from '../../registry/audit.ts';
import type { Asked } from './asked.ts';

/** Enters what was done to people and tokens in their trail. @param told what differs from one's own doing */
export const note = <Id extends OperationId>(
  { house, actor }: Asked<Id>,
  operation: OperationId,
  told: Partial<Pick<AuditEntry, 'actor' | 'target' | 'details'>> = {},
): Promise<void> => house.trail.append({ atMs: house.clock.nowMs(), actor, operation, ...told });
