#!/usr/bin/env node
// What `npm test`, `npm run ok` and the like run: the tasks are listed in tools/tasks.ts.
import { launch } from './launch/launch.js';

await launch({ script: 'tools/tasks.ts', args: process.argv.slice(2), development: true });
