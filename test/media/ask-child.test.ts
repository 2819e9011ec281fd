import { expect, test } from 'vitest';
import { askChild } from '../../src/media/ask-child.ts';
import { childModule } from '../../src/media/child.ts';
import type { Oddity } from './odd-child.ts';

const ask = (oddity: Oddity, limits: { seconds?: number; memory?: number } = {}, signal?: AbortSignal) =>
  askChild<string>({
    module: childModule(import.meta.url, 'odd-child'),
    task: oddity,
    limits: { seconds: 50, memory: 2e9, ...limits },
    losses: { slow: 'photo_too_slow', greedy: 'photo_too_many_pixels', crashed: 'photo_damaged' },
    signal: signal ?? null,
  });

test('a child answers', async () => {
  expect(await ask('echo')).toBe('echo');
});

test("a child's refusal arrives with its facts", async () => {
  await expect(ask('refuse')).rejects.toMatchObject({ kind: 'photo_too_small', facts: { width: 3 } });
});

test("a child's own mistake is internal", async () => {
  await expect(ask('stumble')).rejects.toMatchObject({
    kind: 'internal',
    cause: expect.stringContaining('not a function'),
  });
});

test('a child that never ends is killed', async () => {
  await expect(ask('hang', { seconds: 2 })).rejects.toMatchObject({ kind: 'photo_too_slow' });
});

test('a child that fills the memory is stopped', async () => {
  await expect(ask('hoard', { memory: 300e6 })).rejects.toMatchObject({ kind: 'photo_too_many_pixels' });
});

test('a child that fills the heap is stopped', async () => {
  await expect(ask('hoard-objects')).rejects.toMatchObject({ kind: 'photo_too_many_pixels' });
});

test('a child that leaves without an answer has crashed', async () => {
  await expect(ask('leave')).rejects.toMatchObject({ kind: 'photo_damaged' });
});

test('a child cannot read our secrets', async () => {
  expect(Object.keys(process.env)).toContain('PATH');
  expect(await ask('environment')).not.toContain('PATH');
});

test('a child is killed when nobody wants its answer any more', async () => {
  const controller = new AbortController();
  const asked = ask('hang', {}, controller.signal);
  setImmediate(() => controller.abort());
  await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
});

test('a question nobody wants is not asked', async () => {
  await expect(ask('hang', {}, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
});
