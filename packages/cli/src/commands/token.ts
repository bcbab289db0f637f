import type { AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import { type People, readPeople } from '../admin/people.ts';
import { type AdminOptions, type EnvironmentName, withAdmin } from '../admin/with-admin.ts';
import { sayDetails } from '../details.ts';
import { tell, tellAside } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { minuteOf, visible } from '../visible.ts';

type Token = AdminSchemas['Token'];

/** What `whorl token create` was told. */
export interface TokenOptions extends AdminOptions {
  readonly name: string;
  readonly role: AdminSchemas['NewToken']['role'];
  readonly environment?: readonly EnvironmentName[];
  readonly project?: string;
  readonly days: number;
}

/** Makes a token. It alone goes to standard output, fit for a file. */
export async function createToken(options: TokenOptions, terminal: Terminal): Promise<void> {
  const { name, role, environment = ['sandbox'], project, days } = options;
  const body = {
    ...{ name, role, environments: [...environment], validDays: days },
    ...(project !== undefined && { project }),
  };
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const { record, token } = await answerOf(api.POST('/v1/tokens', { body }));
    terminal.emit('token-made', { ...record, token });
    tellAside(describe(record), terminal);
    terminal.write(`${token}\n`);
  });
}

const describe = ({ name, id, role, environments, expiresAt }: Token): string =>
  `The token "${name}" (${id}): ${role} in ${environments.join(', ')}, until ${minuteOf(expiresAt)}. It is shown once; programs have it in WHORL_TOKEN.`;

/** Lists automation tokens. */
export async function listTokens(options: AdminOptions, terminal: Terminal): Promise<void> {
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const { tokens } = await answerOf(api.GET('/v1/tokens'));
    const people = await readPeople(api, terminal);
    for (const token of tokens) show(token, { people, terminal });
    if (tokens.length === 0)
      tell('There are no tokens yet. `npx whorl token create --help` says how.', terminal);
  });
}

interface Telling {
  readonly people: People;
  readonly terminal: Terminal;
}

function show(token: Token, { people, terminal }: Telling): void {
  terminal.emit('token', { ...token });
  terminal.say(terminal.style.bold(visible(token.name)));
  const { id, role, environments, projectId, createdBy, status, expiresAt } = token;
  const rows = [
    ['id', id],
    ['good for', `${role} in ${environments.join(', ')}`],
    ['project', projectId],
    ['status', status === 'active' ? `active until ${minuteOf(expiresAt)}` : status],
    ['made by', people(createdBy)],
  ] as const;
  sayDetails(rows, terminal);
}

/** What `whorl token revoke` was told. */
export interface TokenRevocationOptions extends AdminOptions {
  readonly token: string;
}

/** Revokes a token. */
export async function revokeToken(
  options: TokenRevocationOptions,
  terminal: Terminal,
): Promise<void> {
  const { token } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    await answerOf(api.DELETE('/v1/tokens/{token}', { params: { path: { token } } }));
    terminal.emit('token-revoked', { id: token });
    terminal.say('Revoked.');
  });
}
