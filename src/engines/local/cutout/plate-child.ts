import { parentPort, workerData } from 'node:worker_threads';
import { drawPlate, type PlateTask } from './plate-thread.ts';

// Runs in a thread.
parentPort?.postMessage(drawPlate(workerData as PlateTask));
