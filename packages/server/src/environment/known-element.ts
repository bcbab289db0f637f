/** What is done with one element of a project's network: it is looked at, or forgotten. */
import type { EraseReceipt } from '../network/keeping.ts';
import type { ElementPortrait, ElementRef } from '../network/network.ts';
import type { Environment } from './environment.ts';
import { enterFirst } from './network-trail.ts';
import type { Step } from './step.ts';

/** The most partners that are told, of each kind of link. */
const partnersTold = 100;

/** Looks at what is known of an element: of somebody, so the trail tells who looked. */
export async function portray(
  environment: Environment,
  element: ElementRef,
  step: Step,
): Promise<ElementPortrait | undefined> {
  await enterFirst(environment, entryOf(element, step));
  const network = await environment.network();
  return network.portray(element, { nowMs: environment.clock.nowMs(), limit: partnersTold });
}

/** Forgets an element and every link to it. */
export async function erase(
  environment: Environment,
  element: ElementRef,
  step: Step,
): Promise<EraseReceipt> {
  await enterFirst(environment, entryOf(element, step));
  return environment.keeping.erase([element]);
}

const entryOf = ({ kind }: ElementRef, { project, actor, operation }: Step) => ({
  actor,
  operation,
  target: project.id,
  details: { kind },
});
