import { type AdminOperation, AdminRefusal, adminOperations } from '@whorl/contract/admin';
import { describe, expect, it } from 'vitest';
import { type Account, type AutomationToken, type Role, roles } from '../../accounts/accounts.ts';
import type { EnvironmentName } from '../../registry/registry.ts';
import type { Asker, Door } from './actor.ts';
import { authorise, authoriseProject } from './authorise.ts';

const network: Door = { kind: 'network', address: '127.0.0.1' };
const socket: Door = { kind: 'owner', user: 'whorl' };
const environments: readonly EnvironmentName[] = ['sandbox', 'production'];
const project = { id: 'project', memberIds: ['member'] };

const account = (role: Role, id = 'member'): Asker => ({
  kind: 'account',
  session: {
    token: 'session',
    expiresAtMs: 1,
    account: {
      id,
      role,
      email: 'a@b.example',
      name: 'A',
      status: 'active',
      hasTotp: true,
    } as Account,
  },
});

const token = (role: Role, change: Partial<AutomationToken> = {}): Asker => ({
  kind: 'token',
  token: {
    id: 'token',
    name: 'ci',
    role,
    environments,
    createdBy: 'member',
    createdAtMs: 0,
    expiresAtMs: 1,
    ...change,
  },
});

interface Case {
  readonly asker: Asker;
  readonly operation: AdminOperation;
  readonly environment?: EnvironmentName;
  readonly door?: Door;
  readonly project?: typeof project;
}

function outcome({ asker, operation, environment, door = network, ...rest }: Case): string {
  try {
    authorise(asker, { operation, environment, door });
    authoriseProject(asker, operation, rest.project ?? project);
    return 'allowed';
  } catch (error) {
    if (error instanceof AdminRefusal) return error.code;
    throw error;
  }
}

/** Every operation in every environment that its path can name. */
const places = Object.entries(adminOperations).flatMap(([id, operation]) =>
  (operation.path.includes('{environment}') ? environments : [undefined]).map((environment) => ({
    id,
    operation,
    ...(environment !== undefined && { environment }),
  })),
);

describe('who may do what', () => {
  it.each(places)('$id $environment: the roles of its row, and nobody else', (place) => {
    const { operation, environment = 'sandbox' } = place;
    for (const role of roles) {
      const may = operation.door === 'public' || operation.roles[environment].includes(role);
      const door = operation.door === 'local' ? socket : network;
      const expected = may ? 'allowed' : 'forbidden';
      expect(outcome({ ...place, asker: account(role), door }), role).toBe(expected);
    }
    const stranger = operation.door === 'public' ? 'allowed' : 'unauthenticated';
    expect(outcome({ ...place, asker: { kind: 'nobody' } })).toBe(stranger);
  });

  it.each(places)('$id $environment: a token only where tokens may', (place) => {
    const { operation, environment = 'sandbox' } = place;
    const door = operation.door === 'local' ? socket : network;
    for (const role of roles) {
      const may =
        operation.door === 'public' ||
        (operation.tokens &&
          operation.door !== 'sign-in' &&
          operation.roles[environment].includes(role));
      const expected = may ? 'allowed' : 'forbidden';
      expect(outcome({ ...place, asker: token(role), door }), role).toBe(expected);
    }
  });

  it.each(places)(
    '$id $environment: the owner of the folder as an admin, but never to approve',
    (place) => {
      const { operation, environment = 'sandbox' } = place;
      const asker: Asker = { kind: 'owner', user: 'whorl' };
      const may =
        operation.door === 'public' ||
        (operation.door !== 'sign-in' && operation.roles[environment].includes('admin'));
      expect(outcome({ ...place, asker, door: socket })).toBe(may ? 'allowed' : 'forbidden');
    },
  );

  it('holds what is for the machine itself back from the network, whatever the role', () => {
    for (const operation of Object.values(adminOperations).filter(({ door }) => door === 'local'))
      for (const role of roles)
        expect(outcome({ operation, asker: account(role) })).toBe('forbidden');
  });

  it('binds developers to the projects they are members of, and nobody else', () => {
    const operation = adminOperations['key.create'];
    const stranger = { operation, environment: 'sandbox', project } as const;
    expect(outcome({ ...stranger, asker: account('developer', 'other') })).toBe('forbidden');
    expect(outcome({ ...stranger, asker: account('developer', 'member') })).toBe('allowed');
    expect(outcome({ ...stranger, asker: account('admin', 'other') })).toBe('allowed');
    expect(outcome({ ...stranger, asker: token('developer', { createdBy: 'other' }) })).toBe(
      'forbidden',
    );
  });

  it('binds a token to its environments and its project', () => {
    const operation = adminOperations['key.list'];
    const sandboxOnly = token('viewer', { environments: ['sandbox'] });
    expect(outcome({ operation, environment: 'production', asker: sandboxOnly })).toBe('forbidden');
    expect(outcome({ operation, environment: 'sandbox', asker: sandboxOnly })).toBe('allowed');
    const elsewhere = token('viewer', { projectId: 'another' });
    expect(outcome({ operation, environment: 'sandbox', asker: elsewhere })).toBe('forbidden');
    const here = token('developer', { projectId: 'project', createdBy: 'other' });
    expect(
      outcome({ operation: adminOperations['key.create'], environment: 'sandbox', asker: here }),
    ).toBe('allowed');
  });

  it('lets nobody approve but a person who signed in', () => {
    const operation = adminOperations['approval.decide'];
    const environment = 'production';
    expect(outcome({ operation, environment, asker: account('security-officer') })).toBe('allowed');
    expect(outcome({ operation, environment, asker: token('security-officer') })).toBe('forbidden');
    const owner: Asker = { kind: 'owner', user: 'whorl' };
    expect(outcome({ operation, environment, asker: owner, door: socket })).toBe('forbidden');
  });
});
