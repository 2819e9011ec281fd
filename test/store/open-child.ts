import { openPglite } from '../../src/store/open-store.ts';

// Opens a new data folder, there to be killed while it is being made.
await openPglite(process.argv[2] ?? '');
