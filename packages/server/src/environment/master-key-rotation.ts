import type { Clock } from '../config/clock.ts';
import { type MasterKey, openMasterKeyFile } from '../config/master-key.ts';
import type { Random } from '../pki/certificate.ts';
import { isRotating, rotateMaster, finishRotation as settle } from '../pki/keyring.ts';
import type { AuditTrail } from '../registry/audit.ts';
import type { Actor, Environment } from './environment.ts';
import type { KeyringFile } from './keyring-file.ts';
import { rewrapAll } from './rewrap.ts';
import { StepRefused } from './step-refused.ts';

/** What a rotation works on. */
export interface RotationGround {
  readonly keys: KeyringFile;
  /** The one that the folder was opened with. */
  readonly masterKey: MasterKey;
  readonly environments: readonly Pick<Environment, 'registry' | 'keyring' | 'keeping'>[];
  readonly trail: AuditTrail;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random: Random;
}

/** What was done, and what is left to the operator. */
export interface Rotated {
  readonly rewrapped: number;
  readonly next: string;
}

/**
 * Brings a new master key in and wraps every secret anew. A crash in between leaves a folder that opens
 * with the old key, and with the new one as soon as the keyring knows it; a start does the rest.
 *
 * @param newKeyFile read, or made where there is none
 * @throws StepRefused when an earlier rotation waits for a start with its new key
 */
export async function rotateMasterKey(
  ground: RotationGround,
  newKeyFile: string,
  actor: Actor,
): Promise<Rotated> {
  const { keys, masterKey, trail, clock, random } = ground;
  if (keys.content.masters.length > 1)
    throw new StepRefused(
      'conflict',
      'An earlier rotation is not over: start the service with its new master key first.',
    );
  const to = await openMasterKeyFile(newKeyFile);
  await keys.save(rotateMaster(keys.content, { from: masterKey.key, to, random }));
  const atMs = clock.nowMs();
  await trail.append({ atMs, actor, operation: 'master-key.rotate' });
  const rewrapped = await rewrapEverywhere(ground, atMs);
  return { rewrapped, next: nextStep(masterKey, newKeyFile) };
}

function nextStep({ source, path }: MasterKey, newKeyFile: string): string {
  const start = 'Then restart: the old key opens nothing from there on.';
  const keepBoth = 'Until then both keys open the folder.';
  if (source === 'environment')
    return `Set WHORL_MASTER_KEY to what ${newKeyFile} holds, or set masterKeyFile to it. ${start} ${keepBoth}`;
  if (source === 'command')
    return `Have your key service give out what ${newKeyFile} holds. ${start} ${keepBoth}`;
  return `Set masterKeyFile to ${newKeyFile}. ${start} ${keepBoth} Delete ${path ?? 'the old file'} afterwards.`;
}

async function rewrapEverywhere(
  { environments }: Pick<RotationGround, 'environments'>,
  atMs: number,
): Promise<number> {
  let rewrapped = 0;
  for (const { registry, keyring, keeping } of environments)
    rewrapped += (await keeping.rewrap()) + (await rewrapAll(registry, keyring, atMs));
  return rewrapped;
}

/**
 * Finishes at a start what a rotation left: what was wrapped meanwhile under the former data key is wrapped
 * anew, that key goes, and so does the old master key once this start was with the new one.
 */
export async function finishRotation(ground: RotationGround): Promise<void> {
  const { keys, masterKey, clock } = ground;
  if (!isRotating(keys.content)) return;
  await rewrapEverywhere(ground, clock.nowMs());
  await keys.save(settle(keys.content, masterKey.key));
}
