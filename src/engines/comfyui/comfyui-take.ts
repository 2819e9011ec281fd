import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Checked, CollectContext } from '../../core/engine.ts';
import type { Log } from '../../core/log.ts';
import { stripMetadata } from '../../media/strip-metadata.ts';
import { download } from '../download.ts';
import { away, type Server } from './comfyui-api.ts';
import { clipIn, lost, reasonOf, verdict } from './comfyui-failures.ts';
import { type ComfyReceipt, wipe } from './comfyui-receipt.ts';

const limits = { provider: 'ComfyUI', bytes: 2_000_000_000, timeout: 600_000, stall: 30_000 };

const unknown: Checked = { state: 'running', fraction: null };

/**
 * The state of a take. Removes its files from the server when it failed. A take that is neither queued nor finished
 * may be moving between the two; `isGone` says whether that has lasted too long.
 */
export const checkTake = async (
  server: Server,
  receipt: ComfyReceipt,
  fraction: number | null,
  isGone: () => boolean,
  log: Log,
): Promise<Checked> => {
  const { place } = await server.queue(receipt.id);
  if (place !== null) return place === 'running' ? { state: 'running', fraction } : unknown;
  const entry = await server.history(receipt.id);
  if (entry === null && !isGone()) return unknown;
  const checked = entry === null ? lost : verdict(entry, receipt.output);
  if (checked.state !== 'failed') return checked;
  const reason = entry === null ? 'the server no longer knows it' : reasonOf(entry);
  log.warn({ prompt: receipt.id, kind: checked.failure.kind, reason }, 'a take on ComfyUI failed');
  await wipe(server, receipt);
  return checked;
};

/** Downloads the clip of a finished take and strips the metadata the server wrote into the file. */
export const collectClip = async (
  server: Server,
  receipt: ComfyReceipt,
  { output, signal }: CollectContext,
): Promise<void> => {
  signal.throwIfAborted();
  const entry = await server.history(receipt.id);
  const clip = entry === null ? null : clipIn(entry, receipt.output);
  if (clip === null) throw away(new Error('the clip is no longer listed'));
  const url = server.urlOf(clip);
  const allowed = ({ origin }: URL): boolean => origin === url.origin;
  const raw = `${output}.raw`;
  try {
    await download(url, raw, { ...limits, allowed, headers: server.headers }, signal);
    await stripMetadata(raw, output);
  } finally {
    await rm(raw, { force: true });
  }
};

const pause = 100;

/**
 * Cancels this take only, waits up to `timeout` milliseconds until it has left the queue, then removes its files.
 */
export const stop = async (server: Server, receipt: ComfyReceipt, timeout: number): Promise<void> => {
  const placeNow = async () => (await server.queue(receipt.id)).place;
  await server.unqueue(receipt.id);
  // An older server interrupts whatever is running, so check that it is this take.
  if ((await placeNow()) === 'running') await server.interrupt(receipt.id);
  for (const end = Date.now() + timeout; (await placeNow()) !== null; await sleep(pause))
    if (Date.now() > end) throw away(new Error('it goes on after being stopped'));
  await wipe(server, receipt);
};
