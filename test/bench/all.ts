import { resolve } from 'node:path';
import { benchCore } from './core.ts';
import { benchDiscord } from './discord-bench.ts';
import { benchEffects } from './effects.ts';
import { benchEngine } from './engine.ts';
import { benchGallery } from './gallery-bench.ts';
import { benchIntake } from './intake.ts';
import { benchLanes } from './lanes.ts';
import { benchPipeline } from './pipeline.ts';
import { benchService } from './service-bench.ts';
import { benchStatements } from './statements.ts';
import { benchTelegram } from './telegram-bench.ts';
import { benchWeb } from './web-bench.ts';

const benches: Record<string, () => Promise<void>> = {
  pipeline: benchPipeline,
  intake: benchIntake,
  engine: benchEngine,
  effects: benchEffects,
  core: benchCore,
  statements: benchStatements,
  lanes: benchLanes,
  service: benchService,
  discord: benchDiscord,
  gallery: benchGallery,
  telegram: benchTelegram,
  web: benchWeb,
};

// Child processes start from the build, as they do for users.
process.env['PHOTOPLAY_BUILD'] ??= resolve('dist');

// `npm run bench` runs all, `npm run bench -- core` one.
const [wanted] = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted === undefined || wanted === name) await bench();
}
