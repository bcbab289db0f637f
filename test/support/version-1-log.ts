/** The network's log as version 0.1 wrote it (its format 1): what those calls had that it knew of. */
import { crc32 } from 'node:zlib';
import { openNetworkRoom } from '../../packages/server/src/network/embedded/keeping/network-room.ts';
import type { CallEntry } from '../../packages/server/src/network/embedded/record/journal.ts';
import type { ElementRef } from '../../packages/server/src/network/network.ts';
import type { Keyring } from '../../packages/server/src/pki/keyring.ts';

/** By code. */
const elementKinds = [
  ...['email', 'phone', 'address', 'name', 'ip'],
  ...['device', 'card', 'cardParts', 'account', 'merchant'],
];
const linkKinds = ['card-name', 'billing-shipping'];

/** The log of all calls in the network of an environment's folder, which nobody has open. */
export async function logOfVersion1(folder: string, keyring: Keyring): Promise<Buffer> {
  const calls = await callsIn(folder, keyring);
  return Buffer.concat([Buffer.from('whorlog\x01', 'latin1'), ...calls.map(batchOf)]);
}

async function callsIn(folder: string, keyring: Keyring): Promise<CallEntry[]> {
  const room = openNetworkRoom({
    ...{ folder, keyring, environment: 'sandbox', durability: 'sync' },
    memoryLimitBytes: Number.POSITIVE_INFINITY,
    clock: { nowMs: Date.now },
    random: (bytes) => Buffer.alloc(bytes),
    isServing: () => false,
    inTurn: (work) => work(),
    report: ({ note }) => {
      throw new Error(note);
    },
  });
  const network = await room.network();
  const calls: CallEntry[] = [];
  for await (const { records } of network.records())
    for (const { position } of records) {
      const entry = await network.readEntry(position);
      if (entry.type === 'call') calls.push(entry);
    }
  await room.close();
  return calls;
}

function batchOf(call: CallEntry): Buffer {
  const record = recordOf(call);
  const body = Buffer.concat([uint32(record.length), record]);
  const head = Buffer.from([0xf7, 0x62, 0x61, 0xb7]);
  return Buffer.concat([head, uint32(body.length), uint32(crc32(body)), body]);
}

function recordOf({ id, atMs, elements, links, answer, projectId, model, signals }: CallEntry) {
  const known = elements.filter(({ kind }) => elementKinds.includes(kind));
  const placeOf = (end: ElementRef): number =>
    known.findIndex(({ kind, pseudonym }) => kind === end.kind && pseudonym === end.pseudonym);
  const linked = links.filter(({ kind }) => linkKinds.includes(kind));
  const instant = Buffer.alloc(8);
  instant.writeDoubleBE(atMs);
  return Buffer.concat([
    instant,
    Buffer.from(id.replaceAll('-', ''), 'hex'),
    Buffer.of(0, known.length),
    Buffer.from(known.map(({ kind }) => elementKinds.indexOf(kind))),
    Buffer.from(known.map(({ pseudonym }) => pseudonym).join(''), 'hex'),
    Buffer.of(linked.length),
    Buffer.from(
      linked.flatMap(({ kind, from, to }) => [linkKinds.indexOf(kind), placeOf(from), placeOf(to)]),
    ),
    uint32(Buffer.byteLength(answer)),
    Buffer.from(answer + JSON.stringify({ projectId, model, signals })),
  ]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
