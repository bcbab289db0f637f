#!/usr/bin/env node
// Plain JavaScript, so that `npx whorl` works on any Node.js from 18 on, in a clone nothing was installed in.
import { launch } from './launch/launch.js';

await launch({
  script: 'packages/cli/src/index.ts',
  args: process.argv.slice(2),
  development: false,
});
