import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ReplicatePeer, startReplicate } from '../peers/replicate/server.ts';
import { program } from './program.ts';

describe('the program with a key for Replicate', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');
  let peer: ReplicatePeer;
  beforeEach(async () => {
    peer = await startReplicate();
  });
  afterEach(() => peer.close());

  it('says that it is on, and hears webhooks that are signed only', async () => {
    const settings = { ...peer.environment, PORT: '0', LOG_LEVEL: 'debug' };
    const child = photoplay.start(['start'], settings);
    let said = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    const logged = child.stderr === null ? '' : text(child.stderr);
    await vi.waitFor(
      () => expect(said).toMatch(/on {3}Replicate: \d+ models, without webhooks \(set PUBLIC_URL/),
      {
        timeout: 150_000,
      },
    );
    const [, url] = /ready at (http:\S+)/.exec(said) ?? [];
    const answer = await fetch(`${url}/webhooks/replicate`, { method: 'POST', body: '{"id":"p1"}' });
    expect(answer.status).toBe(401);
    child.kill('SIGTERM');
    expect(`${said}${await logged}`).not.toMatch(
      new RegExp(`${peer.token}|${peer.secret.replaceAll('+', '.')}`),
    );
  });

  it('films a photo there, tells the price before, and takes it once', async () => {
    const photo = resolve('test/fixtures/photos/cat-chelsea.jpg');
    const words = ['animate', photo, '--effect', 'dance', '--engine', 'replicate', '--json'];
    const { code, out, errors } = await photoplay.run(words, peer.environment);
    expect(errors.join('\n')).toMatch(/costs up to \d+ credits/);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ clips: [{ engine: 'replicate' }] });
    expect(peer.predictions()).toHaveLength(1);
  });

  it('films two photos as a clip of two others was, whatever they show', async () => {
    const photo = resolve('test/fixtures/photos/portrait-astronaut.jpg');
    const run = async (...more: string[]) => {
      const words = ['animate', photo, photo, ...more, '--yes', '--json'];
      return JSON.parse((await photoplay.run(words, peer.environment)).out).clips;
    };
    const [pair] = await run('--effect', 'hug', '--model', 'wan-2.2-fast');
    const [again, ...none] = await run('--like', pair.id);
    expect(none).toEqual([]);
    expect(again).toMatchObject({ effect: 'hug', model: 'wan-2.2-fast', seed: pair.seed });
    expect(again.path).toBe(join(photoplay.folder, 'portrait-astronaut-hug-2.mp4'));
  });

  it('has a doctor that tries the key', async () => {
    const good = await photoplay.run(['doctor'], peer.environment);
    expect(good.out).toContain('✓ Replicate: connected');
    const bad = await photoplay.run(['doctor'], { ...peer.environment, REPLICATE_API_TOKEN: 'r8_wrong' });
    expect(bad.out).toContain('✗ Replicate: The video provider rejected the API key.');
    expect(bad.code).toBe(1);
  });
});
