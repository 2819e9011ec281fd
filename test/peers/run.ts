import { magic } from './replicate/faults.ts';
import { startReplicate } from './replicate/server.ts';

const peer = await startReplicate({ cold: 2_000, run: 8_000 });
const lines = Object.entries(peer.environment).map(([name, value]) => `${name}=${value}`);

console.log(`A stand-in for Replicate is running. Nothing leaves this machine and nothing is billed.
Put these lines into .env, then start Photoplay in another terminal:

${lines.join('\n')}

A word in the prompt makes it misbehave: ${Object.keys(magic)
  .map((word) => `#${word}`)
  .join(' ')}
Ctrl-C ends it.`);

process.once('SIGINT', () => void peer.close().then(() => process.exit(0)));
process.once('SIGTERM', () => void peer.close().then(() => process.exit(0)));
