import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countBytes } from './counted-bytes.ts';
import { findFile } from './file-bytes.ts';
import { importIdOf } from './import-id.ts';
import { parseMapping } from './mapping.ts';
import { readHistory } from './read-history.ts';
import { RejectsFile } from './rejects-file.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-history-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const mapping = (...map: readonly string[]) => ({ mapping: parseMapping({ map }) });
const content = 'time,id\n1522540831,x\n';

describe('the name of an import', () => {
  it('is that of what is imported, packed or not, wherever it lies', async () => {
    const options = mapping('account=id', 'time=time');
    const id = await importIdOf(await findFile(await write('a.csv', content)), options);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    const packed = await findFile(await write('b', gzipSync(content)));
    expect(await importIdOf(packed, options)).toBe(id);
    const defaults = { ...mapping('time=time', 'account=id'), timeZone: 'UTC', currency: '840' };
    expect(await importIdOf(packed, { ...defaults, amountMinor: false })).toBe(id);
  });

  it('is another for another content, mapping or option', async () => {
    const file = await findFile(await write('a.csv', content));
    const other = await findFile(await write('c.csv', `${content}1,y\n`));
    const ids = await Promise.all([
      importIdOf(file, mapping()),
      importIdOf(other, mapping()),
      importIdOf(file, mapping('account=id')),
      importIdOf(file, mapping('reference=id')),
      importIdOf(file, { ...mapping(), timeZone: 'Europe/Berlin' }),
      importIdOf(file, { ...mapping(), currency: '978' }),
      importIdOf(file, { ...mapping(), amountMinor: true }),
      importIdOf(file, { ...mapping(), delimiter: ';' }),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is none of what can be read once only', async () => {
    const stdin = await findFile('-', Readable.from([Buffer.from(content)]));
    expect(await importIdOf(stdin, mapping())).toBeUndefined();
    expect(stdin).toMatchObject({ name: 'standard input' });
  });

  it('is refused to a file that was cut off, before a row of it is read', async () => {
    const path = await write('cut.gz', gzipSync(content.repeat(1000)));
    await truncate(path, 40);
    await expect(importIdOf(await findFile(path), mapping())).rejects.toThrow(/it was cut off\./);
  });
});

describe('a file', () => {
  it.each([
    ['absent.csv', /absent\.csv does not exist\.$/],
    ['', /is a folder, not a file\.$/],
  ])('named "%s" is refused with a sentence', async (name, message) => {
    await expect(findFile(join(folder, name))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message),
    });
  });

  it('is counted by its bytes on the disk', async () => {
    const packed = gzipSync(content.repeat(1000));
    const file = await findFile(await write('d.gz', packed));
    const { chunks, readBytes } = countBytes(file.read());
    let rows = 0;
    for await (const batch of readHistory({ name: file.name, chunks }, mapping()))
      rows += batch.length;
    // Every second line is a header in the wrong place, which is no purchase but a row.
    expect({ rows, bytes: readBytes() }).toEqual({ rows: 1999, bytes: packed.length });
    expect(file.sizeBytes).toBe(packed.length);
  });

  it.each([
    ['as it is', Buffer.from(content)],
    ['in gzip', gzipSync(content)],
  ])('%s is let go when its reader has enough', async (_, bytes) => {
    let isLetGo = false;
    async function* endless() {
      try {
        for (;;) yield bytes;
      } finally {
        isLetGo = true;
      }
    }
    let rows = 0;
    for await (const batch of readHistory({ name: 'x', chunks: endless() }, mapping())) {
      rows += batch.length;
      if (rows > 10) break;
    }
    expect(isLetGo).toBe(true);
  });
});

describe('a file of rejects', () => {
  const path = () => join(folder, 'rejects.csv');

  it('is not made without one', async () => {
    const rejects = new RejectsFile({ path: path(), isResumed: false });
    await rejects.add([]);
    await rejects.close();
    await expect(stat(path())).rejects.toThrow('ENOENT');
  });

  it('has a line for each, is its owner’s alone, and is gone on with', async () => {
    await writeFile(path(), 'of an older import', { mode: 0o644 });
    for (const isResumed of [false, true]) {
      const rejects = new RejectsFile({ path: path(), isResumed });
      await rejects.add([{ line: 2, reject: 'is "so", and so' }]);
      await rejects.add([{ line: 3, reject: 'time is missing' }]);
      expect(rejects.count).toBe(2);
      await rejects.close();
    }
    const lines = '2,"is ""so"", and so"\r\n3,"time is missing"\r\n';
    expect(await readFile(path(), 'utf8')).toBe(`line,reason\r\n${lines}${lines}`);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });

  it('that cannot be written is a sentence', async () => {
    const rejects = new RejectsFile({ path: join(folder, 'no', 'x.csv'), isResumed: false });
    await expect(rejects.add([{ line: 1, reject: 'x' }])).rejects.toThrow(
      /x\.csv cannot be written \(ENOENT\)\. Name another with --rejects\.$/,
    );
    await rejects.close();
  });
});
