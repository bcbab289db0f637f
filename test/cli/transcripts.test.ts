/** Every transcript in this folder is played; those that need a running service get one of their own. */
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/programs.ts';
import { type ServiceProcess, startService } from '../support/whorl-process.ts';
import {
  compare,
  play,
  readTranscript,
  type Scene,
  type Variables,
  wordsOf,
} from './transcript.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const transcripts = globSync('*.txt', { cwd: folder }).sort();

/** Programs of the system that transcripts use, and how they are asked whether they are there. */
const programs = [
  ['curl', '--version'],
  ['openssl', 'version'],
] as const;

const canPlay = (scenes: readonly Scene[]): boolean =>
  programs
    .filter(([program]) => scenes.some(({ command }) => command.startsWith(`${program} `)))
    .every(([program, argument]) => hasProgram(program, [argument]));

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-cli-'));
});
afterAll(() => rm(parent, { recursive: true }));

for (const name of transcripts) {
  const text = readFileSync(join(folder, name), 'utf8');
  const scenes = readTranscript(text);
  describe.skipIf(!canPlay(scenes))(name, () => {
    let service: ServiceProcess | undefined;
    let variables: Variables;
    beforeAll(async () => {
      const work = await mkdtemp(join(parent, 'work-'));
      service = text.includes('$DIR') ? await startService(join(work, 'running')) : undefined;
      const { dataDir = '', baseUrl = 'https://localhost' } = service ?? {};
      variables = {
        ...{ WORK: work, DIR: dataDir, PORT: new URL(baseUrl).port },
        ADMIN: String(service?.events[0]?.adminUrl ?? ''),
        // Sessions that are saved are this transcript's own, and so is the port of the admin API.
        ...{ XDG_CONFIG_HOME: join(work, 'config'), WHORL_ADMIN_PORT: '0' },
      };
    });
    afterAll(() => service?.stop('SIGTERM'));

    it.each(scenes.map((scene) => [scene.command, scene] as const))('$ %s', async (_, scene) => {
      const played = await play(scene, variables);
      const err = wordsOf(scene.err);
      expect({
        out: compare(played.out, { expected: scene.out, variables }),
        err: compare(wordsOf(played.err), { expected: err, variables }),
        exit: played.exit,
      }).toEqual({ out: scene.out, err, exit: scene.exit });
    });
  });
}
