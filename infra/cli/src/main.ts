#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Compiling hundreds of modules takes longer than what most commands do. Not in /tmp, where others might put code of theirs.
enableCompileCache(join(homedir(), '.cache', 'hearthgate', 'compiled'));
const { runHearthgate } = await import('./run-hearthgate.ts');
await runHearthgate(process.argv.slice(2));
