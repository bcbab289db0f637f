/** A data folder whose production is set up and runs: a master key elsewhere, two officers, one admin. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdminClient, adminClient } from './admin.ts';
import { addIntegrator, type Integrator } from './integrator.ts';
import { addOfficer, type Person } from './people.ts';
import { startTestSandbox, type TestSandbox } from './sandbox.ts';
import { exampleTransaction } from './transactions.ts';

export interface TestProduction {
  readonly sandbox: TestSandbox;
  /** As the folder's owner, over its socket. */
  readonly owner: AdminClient;
  readonly officers: readonly [Person, Person];
  readonly baseUrl: string;
  readonly masterKeyFile: string;
  close(): Promise<void>;
}

export async function startTestProduction(): Promise<TestProduction> {
  const folder = await mkdtemp(join(tmpdir(), 'whorl-master-'));
  const masterKeyFile = join(folder, 'master.key');
  await writeFile(masterKeyFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  const flags = { productionPort: '0', masterKeyFile };
  const sandbox = await startTestSandbox({ flags });
  const owner = adminClient({ dataDir: sandbox.dataDir });
  await owner.done('account.create-first', {
    body: { email: 'ada@operator.example', name: 'Ada', password: 'a long pass phrase of nobody' },
  });
  const officers = [await addOfficer(owner, 'bo'), await addOfficer(owner, 'cy')] as const;
  const { environments } = await owner.done('production.init');
  const production = environments.find(({ name }) => name === 'production');
  if (production?.baseUrl === undefined)
    throw new Error(`Production did not start: ${production?.unmet?.join(' ')}`);
  return {
    sandbox,
    owner,
    officers,
    baseUrl: production.baseUrl,
    masterKeyFile,
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

const callsWanted = 10;
const contacts = (['technical', 'security'] as const).map((purpose) => ({
  purpose,
  name: 'Bo',
  email: 'bo@shop.example',
}));

/** A sandbox project that did everything that production asks. */
export async function addReadyProject(
  { sandbox, owner }: TestProduction,
  project: string,
): Promise<Integrator> {
  await owner.done('project.create', {
    body: { name: project, company: 'Shop Ltd', companyId: project, contacts },
  });
  const who = await addIntegrator(owner, { project });
  const client = who.client(sandbox.baseUrl);
  for (let call = 0; call < callsWanted; call += 1)
    await client.transactions.retrieve(exampleTransaction('minimal') as never);
  client.close();
  return who;
}

/** Asks and has both officers approve. */
export async function promote({ owner, officers }: TestProduction, project: string): Promise<void> {
  const { id, requestHash } = await owner.done('project.promote', { project });
  for (const { bearer } of officers)
    await owner.done('approval.decide', {
      environment: 'production',
      approval: id,
      bearer,
      body: { decision: 'approve', requestHash },
    });
}
