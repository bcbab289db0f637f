import type { AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import type { Door } from '../admin/door.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { sayDetails } from '../details.ts';
import type { Terminal } from '../terminal.ts';

type Status = AdminSchemas['Status'];

/** Shows what runs, and as whom one is seen. */
export async function status(options: AdminOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal }, async ({ api, door }) => {
    const found = await answerOf(api.GET('/v1/status'));
    terminal.emit('status', { ...found, door: { kind: door.kind, id: door.id } });
    sayDetails(rowsOf(found, door), terminal);
  });
}

const doors = {
  tls: (id: string) => id,
  socket: (id: string) => `the service that has ${id}, over its admin.sock`,
  here: (id: string) => `${id} itself: no service has it now`,
} as const satisfies Record<Door['kind'], (id: string) => string>;

const rowsOf = ({ version, you, environments }: Status, { kind, id }: Door) =>
  [
    ['whorl', version],
    ['asked', doors[kind](id)],
    ['you are', youAre(you)],
    ...environments.map((one) => [one.name, stateOf(one)] as const),
  ] as const;

function youAre({ kind, actor, email, role }: Status['you']): string {
  if (kind === 'nobody') return 'nobody yet. `npx whorl login --email …` signs in.';
  const name = email ?? actor;
  const owner = kind === 'owner' ? ', the owner of the data folder' : '';
  return `${name}${owner}${role === undefined ? '' : `: ${role}`}`;
}

function stateOf({ state, baseUrl, unmet = [] }: Status['environments'][number]): string[] {
  const where = baseUrl === undefined ? '' : ` at ${baseUrl}`;
  return [`${states[state]}${where}`, ...unmet.map((sentence) => `- ${sentence}`)];
}

const states = {
  absent: 'not set up',
  'set-up': 'set up, not running',
  running: 'running',
} as const;
