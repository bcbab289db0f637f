/** The `whorl` command: reads what was typed, runs one command, and ends with its exit code. */
import { run } from './run.ts';

// Whoever read this may have gone, as in `whorl call | head -1`: nothing is left to be told.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2));
