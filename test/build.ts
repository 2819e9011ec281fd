import { buildPrograms } from './shared/build.ts';

await buildPrograms();
