import type { Command } from 'commander';
import type { EnvironmentOptions } from '../admin/with-admin.ts';
import type { ShareOptions } from '../commands/approval.ts';
import type {
  ContactsOptions,
  CreateOptions,
  MemberOptions,
  ProjectOptions,
} from '../commands/project.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { collected, withDoor, withEnvironment } from './options.ts';

/** Projects: a customer each. */
export function addProject(program: Command, terminal: Terminal): void {
  const project = addNoun(program, 'project', 'projects: who calls');
  addCreate(project, terminal);
  addList(project, terminal);
  plain.forEach(addPlain(project, terminal));
  addContacts(project, terminal);
  members.forEach(addMember(project, terminal));
  addShare(project, terminal);
}

function addCreate(project: Command, terminal: Terminal): void {
  const command = addVerb(project, {
    usage: 'create <name>',
    summary: 'create a project, in the sandbox',
    help: `
Examples:
  npx whorl project create shop --company 'Shop Ltd' --company-id SHOP
  npx whorl project create shop --company 'Shop Ltd' --company-id SHOP --json

The name is of lower-case letters, digits and hyphens. Company and company id are
what its certificates carry: O, and the end of CN. Production comes by promotion:
\`npx whorl project checklist shop\` says what is left to do.

Event with --json: project.`,
  })
    .requiredOption('--company <name>', 'the O of its certificates')
    .requiredOption('--company-id <id>', 'what ends the CN of its certificates');
  withDoor(command).action(async (name: string, options: Omit<CreateOptions, 'name'>) => {
    const { createProject } = await import('../commands/project.ts');
    await createProject({ ...options, name }, terminal);
  });
}

function addList(project: Command, terminal: Terminal): void {
  const command = addVerb(project, {
    usage: 'list',
    summary: 'list projects',
    help: `
Examples:
  npx whorl project list
  npx whorl project list --environment production --json | jq .name

Event with --json, for each: project.`,
  });
  withDoor(withEnvironment(command)).action(async (options: EnvironmentOptions) => {
    const { listProjects } = await import('../commands/project.ts');
    await listProjects(options, terminal);
  });
}

type Run = (options: ProjectOptions, terminal: Terminal) => Promise<void>;

interface PlainRow {
  readonly verb: string;
  readonly summary: string;
  readonly more: string;
  /** Where it is not in either environment. */
  readonly only?: 'sandbox' | 'production';
  readonly load: () => Promise<Run>;
}

/** Commands that take a project and nothing else. */
const plain: readonly PlainRow[] = [
  {
    verb: 'show',
    summary: 'show a project',
    more: 'Event with --json: project.',
    load: async () => (await import('../commands/project.ts')).showProject,
  },
  {
    verb: 'checklist',
    summary: 'show what is left to do before a promotion',
    more: 'It is worked out from what the project did. Event with --json: checklist.',
    only: 'sandbox',
    load: async () => (await import('../commands/project.ts')).showChecklist,
  },
  {
    verb: 'promote',
    summary: 'ask for production access',
    more: `Two security officers, neither of them who asks, approve it:
\`npx whorl approval list\`. Event with --json: approval.`,
    only: 'sandbox',
    load: async () => (await import('../commands/approval.ts')).promoteProject,
  },
  {
    verb: 'suspend',
    summary: 'suspend a project: its calls are refused from the next on',
    more: 'Event with --json: project.',
    load: async () => {
      const { setStatus } = await import('../commands/project.ts');
      return (options, terminal) => setStatus({ ...options, status: 'suspended' }, terminal);
    },
  },
  {
    verb: 'resume',
    summary: 'let a suspended project call again',
    more: 'Event with --json: project.',
    load: async () => {
      const { setStatus } = await import('../commands/project.ts');
      return (options, terminal) => setStatus({ ...options, status: 'active' }, terminal);
    },
  },
  {
    verb: 'leave-network',
    summary: 'put a project back on its own identity network',
    more: 'Event with --json: project.',
    only: 'production',
    load: async () => (await import('../commands/project.ts')).leaveNetwork,
  },
];

const addPlain =
  (project: Command, terminal: Terminal) =>
  ({ verb, summary, more, only, load }: PlainRow): void => {
    const help = `Examples:\n  npx whorl project ${verb} shop\n\n${more}`;
    const command = withDoor(addVerb(project, { usage: `${verb} <name>`, summary, help }));
    if (only === undefined) withEnvironment(command);
    const environment = only === undefined ? {} : { environment: only };
    command.action(async (name: string, options: Omit<ProjectOptions, 'project'>) => {
      const run = await load();
      await run({ ...options, ...environment, project: name }, terminal);
    });
  };

function addContacts(project: Command, terminal: Terminal): void {
  const command = addVerb(project, {
    usage: 'set-contacts <name>',
    summary: 'say whom to ask and whom to warn, in place of those there were',
    help: `
Examples:
  npx whorl project set-contacts shop \\
    --contact 'technical:Ada Lovelace:ada@example.com' \\
    --contact 'security:Grace Hopper:grace@example.com'

Event with --json: project.`,
  }).option('--contact <purpose:name:email>', 'technical or security; repeatable', collected);
  withDoor(withEnvironment(command)).action(
    async (name: string, options: Omit<ContactsOptions, 'project'>) => {
      const { setContacts } = await import('../commands/project.ts');
      await setContacts({ ...options, project: name }, terminal);
    },
  );
}

const members = [
  {
    verb: 'add-member',
    summary: 'let a developer work on a project',
    load: async () => (await import('../commands/project.ts')).addMember,
  },
  {
    verb: 'remove-member',
    summary: 'take a developer off a project',
    load: async () => (await import('../commands/project.ts')).removeMember,
  },
] as const;

const addMember =
  (project: Command, terminal: Terminal) =>
  ({ verb, summary, load }: (typeof members)[number]): void => {
    const help = `
Examples:
  npx whorl project ${verb} shop ada@example.com

An account is named by its e-mail address or id. Event with --json: project.`;
    const command = addVerb(project, { usage: `${verb} <name> <account>`, summary, help });
    withDoor(withEnvironment(command)).action(
      async (name: string, account: string, options: Omit<MemberOptions, 'project'>) => {
        const run = await load();
        await run({ ...options, project: name, account }, terminal);
      },
    );
  };

function addShare(project: Command, terminal: Terminal): void {
  const command = addVerb(project, {
    usage: 'share-network <name>',
    summary: 'ask to put a production project on another’s identity network',
    help: `
Examples:
  npx whorl project share-network shop --with other-shop

Two security officers, neither of them who asks, approve it. In the sandbox every
project stays on its own. Event with --json: approval.`,
  }).requiredOption('--with <project>', 'name or id of the other project');
  withDoor(command).action(async (name: string, options: Omit<ShareOptions, 'project'>) => {
    const { shareNetwork } = await import('../commands/approval.ts');
    await shareNetwork({ ...options, environment: 'production', project: name }, terminal);
  });
}
