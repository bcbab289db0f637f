import packageJson from '../../package.json' with { type: 'json' };
import type { Terminal } from '../terminal.ts';

/** Prints which Whorl this is, and what it runs on. */
export function version(terminal: Terminal): void {
  const { version: whorl } = packageJson;
  const node = process.versions.node;
  terminal.say(`whorl ${whorl} (Node ${node})`);
  terminal.emit('version', { whorl, node });
}
