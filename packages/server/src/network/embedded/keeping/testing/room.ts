/** Rooms as tests open them: a real keyring, few bytes a file, a clock that stands still. */
import { randomBytes } from 'node:crypto';
import { createKeyringContent, openKeyring } from '../../../../pki/keyring.ts';
import { createTurns } from '../../../../turns.ts';
import { noonMs } from '../../../testing/calls.ts';
import type { NetworkEvent } from '../../network-event.ts';
import { type NetworkRoom, type NetworkRoomOptions, openNetworkRoom } from '../network-room.ts';

const masterKey = Buffer.alloc(32, 7);

/** Of the data folder that most tests are about. */
export const keyring = openKeyring(createKeyringContent(masterKey, randomBytes), masterKey);

export type RoomChanges = Partial<NetworkRoomOptions> & { readonly folder: string };

/** A room of short files and of images that are written when they are asked for. */
export const openTestRoom = (changes: RoomChanges): NetworkRoom =>
  openNetworkRoom({
    environment: 'sandbox',
    keyring,
    random: randomBytes,
    clock: { nowMs: () => noonMs },
    durability: 'sync',
    memoryLimitBytes: Number.POSITIVE_INFINITY,
    fileBytes: 1_000,
    imageBytes: 1e9,
    isServing: () => false,
    inTurn: createTurns(),
    report: refuseEvent,
    ...changes,
  });

/** Nothing is to be told that a test does not expect. */
function refuseEvent({ note, err }: NetworkEvent): void {
  throw new Error(note, { cause: err });
}
