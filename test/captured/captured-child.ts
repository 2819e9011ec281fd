import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { canary, capturedLog, captureOutput } from './captured.ts';

capturedLog().info({}, 'from the service');
canary('words', 'a canary');
const said = 'console.error("from a program")';
await once(captureOutput(spawn(process.execPath, ['-e', said], { stdio: 'pipe' })), 'close');
