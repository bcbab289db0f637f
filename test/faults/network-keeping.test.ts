/**
 * A crash in the middle of what is done to the files of a network: it is finished at the next opening, or was never
 * begun.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { NetworkRoom } from '../../packages/server/src/network/embedded/keeping/network-room.ts';
import { openTestRoom } from '../../packages/server/src/network/embedded/keeping/testing/room.ts';
import {
  account,
  card,
  fill,
  tell,
} from '../../packages/server/src/network/embedded/keeping/testing/shop.ts';
import {
  callsOfVersion1,
  putVersion1,
} from '../../packages/server/src/network/embedded/keeping/testing/version-1.ts';
import { call, noonMs } from '../../packages/server/src/network/testing/calls.ts';
import { checkMoments, type Moment, recordMoments } from './moments.ts';
import { useFolders } from './network-folder.ts';

const newFolder = useFolders();

type Told = Awaited<ReturnType<typeof tell>>;

/** Something that is done to the files of a network. */
interface Work {
  readonly name: string;
  /** What was there before, beside calls that are in logs and images. */
  prepare?(room: NetworkRoom, place: string): Promise<unknown>;
  run(room: NetworkRoom, place: string): Promise<unknown>;
  /** Looks at what is as it must be whether it was done or not. */
  check?(room: NetworkRoom, place: string): Promise<void>;
}

const works: readonly Work[] = [
  {
    name: 'an erasure',
    run: ({ keeping }) => keeping.erase([card]),
    // Whether it is in the list or not, it is there or gone, and can be done.
    check: async ({ keeping, network }) => {
      await keeping.erase([card]);
      const { elements } = (await tell(await network())).reading;
      expect(elements[0]).toBeUndefined();
    },
  },
  {
    name: 'a backup',
    run: ({ keeping }, place) => keeping.backup(join(place, 'backup')),
    async check({ keeping, network }, place) {
      const before = await tell(await network());
      const backup = join(place, 'backup');
      if (!(await isThere(backup))) await keeping.backup(backup);
      await keeping.restore(backup);
      expect(await tell(await network())).toEqual(before);
    },
  },
  {
    name: 'a restore',
    async prepare({ keeping, network }, place) {
      await keeping.backup(join(place, 'backup'));
      await keeping.erase([account]);
      await (await network()).record(call({ elements: [card] }));
    },
    run: ({ keeping }, place) => keeping.restore(join(place, 'backup')),
    check: async ({ keeping }, place) => {
      expect(await keeping.restore(join(place, 'backup'))).toMatchObject({ erasedAgain: 1 });
    },
  },
  {
    name: 'a rekey',
    prepare: ({ keeping }) => keeping.erase([account]),
    run: ({ keeping }) => keeping.rekey(),
    check: async ({ keeping }) => {
      await keeping.rekey();
    },
  },
  {
    name: 'the removal of old log files',
    prepare: async ({ network }) => (await network()).replaceImages(),
    run: ({ keeping }) => keeping.pruneLog(noonMs + 1),
  },
];

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const open = (place: string): NetworkRoom =>
  openTestRoom({ folder: join(place, 'sandbox'), fileBytes: 3_000, report: () => undefined });

it.each(works)(
  '$name, crashed at any moment, is done or not, and can be done',
  async (work) => {
    const place = await newFolder();
    const first = open(place);
    await fill(await first.network());
    await (await first.network()).replaceImages();
    await fill(await first.network());
    await work.prepare?.(first, place);
    await first.close();
    const room = open(place);
    const before = await tell(await room.network());
    const { moments } = await recordMoments(
      { folder: place, into: await newFolder() },
      async () => {
        await work.run(room, place);
      },
    );
    const after = await tell(await room.network());
    await room.close();
    expect(moments.length).toBeGreaterThan(1);
    await checkMoments(moments, (moment) => checkMoment(work, moment, [before, after]));
  },
  120_000,
);

async function checkMoment(
  work: Work,
  { folder: place }: Moment,
  states: readonly Told[],
): Promise<void> {
  const isListed = await isThere(join(place, 'sandbox', 'erased'));
  const room = open(place);
  const network = await room.network();
  const told = await tell(network);
  expect(states).toContainEqual(told);
  if (work.name === 'an erasure' && isListed) expect(told).toEqual(states[1]);
  expect(await network.verify()).toEqual([]);
  await expectTidy(place);
  await work.check?.(room, place);
  expect(await (await room.network()).verify()).toEqual([]);
  await room.close();
}

/** One generation, and nothing of another. */
async function expectTidy(place: string): Promise<void> {
  const network = join(place, 'sandbox', 'network');
  const [generation = '', ...more] = await readdir(network);
  expect(more).toEqual([]);
  const names = await readdir(join(network, generation));
  expect(names.filter((name) => !/^(log-\d{6}|image-\d{6}|storage-key)$/.test(name))).toEqual([]);
}

it('a migration from version 1, crashed at any moment, is finished by the next opening', async () => {
  const place = await newFolder();
  await putVersion1(join(place, 'sandbox'));
  const room = open(place);
  const { moments } = await recordMoments({ folder: place, into: await newFolder() }, async () => {
    await room.network();
  });
  await room.close();
  await checkMoments(moments, async ({ folder }) => {
    const again = open(folder);
    const elements = callsOfVersion1.flatMap((one) => one.elements);
    const reading = await (await again.network()).read({ elements, links: [], nowMs: noonMs });
    expect(reading.elements[0]?.total).toBe(callsOfVersion1.length);
    await again.close();
    const kept = join(folder, 'sandbox', 'network', 'before-version-2');
    expect((await readdir(kept)).sort()).toEqual(['image', 'log-000001', 'log-000002']);
  });
}, 60_000);

it('a first opening, crashed at any moment, is done by the next', async () => {
  const place = await newFolder();
  const room = open(place);
  const { moments } = await recordMoments({ folder: place, into: await newFolder() }, async () => {
    await (await room.network()).record(call({ elements: [card] }));
  });
  await room.close();
  await checkMoments(moments, async ({ folder }) => {
    const again = open(folder);
    expect([0, 1]).toContain((await (await again.network()).size()).elements);
    await again.close();
  });
});
