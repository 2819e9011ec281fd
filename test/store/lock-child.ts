import { lockDataFolder } from '../../src/store/lock.ts';

// Holds a data folder until it is killed.
await lockDataFolder(process.argv[2] ?? '');
process.send?.('held');
setInterval(() => {}, 60_000);
