import { magic } from './replicate/faults.ts';
import { startReplicate } from './replicate/server.ts';

const port = Number(process.argv[2] ?? 4080);

const peer = await startReplicate({
  port,
  // Always the same, so that the lines may stay where they were put.
  token: 'r8_stand_in_for_replicate_on_this_machine',
  secret: `whsec_${Buffer.from('stand-in for replicate').toString('base64')}`,
  cold: 2_000,
  run: 8_000,
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} or ${port + 1} is taken. Try another: npm run peers -- 5080`);
  process.exit(1);
});

console.log(`A stand-in for Replicate is running. Nothing leaves this machine and nothing is billed.
Put these lines into .env, then start Photoplay in another terminal:

${Object.entries(peer.environment)
  .map(([name, value]) => `${name}=${value}`)
  .join('\n')}

A word in the prompt makes it misbehave:
${Object.keys(magic)
  .map((word) => `#${word}`)
  .join(' ')}

Ctrl-C ends it.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void peer.close().then(() => process.exit(0)));
}
