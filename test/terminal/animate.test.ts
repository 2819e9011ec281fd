import { once } from 'node:events';
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { ended, program } from './program.ts';

const portrait = resolve('test/fixtures/photos/portrait-astronaut.jpg');
const short = ['--seconds', '1', '--resolution', '480p'];

describe('photoplay animate', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'data');
  const inFolder = (name: string): string => join(photoplay.folder, name);

  it('makes a clip that plays and leaves nothing else, beside other terminals, whoever comes and leaves first', async () => {
    const lengths = ['1', '2', '1'];
    const all = await Promise.all(
      lengths.map((seconds, number) =>
        photoplay.run([
          ...['animate', portrait, '--seconds', seconds, '--resolution', '480p'],
          ...['--seed', `${number + 1}`, '--out', `${number}.mp4`],
        ]),
      ),
    );
    for (const [number, { code, out, errors }] of all.entries()) {
      expect([code, errors, out]).toEqual([0, [], expect.stringContaining(`Seed ${number + 1}`)]);
      const seconds = Number(lengths[number]);
      const facts = { width: 480, height: 480, seconds, frames: 24 * seconds, codec: 'avc' };
      expect(await probe(inFolder(`${number}.mp4`))).toMatchObject(facts);
    }
    expect((await readdir(photoplay.folder)).sort()).toEqual(['0.mp4', '1.mp4', '2.mp4', 'data']);
    expect(await readdir(inFolder('data/work'))).toEqual([]);
    const { out } = await photoplay.run(['clips', '--json']);
    expect(JSON.parse(out).clips).toHaveLength(3);
  });
});

describe('photoplay animate with a database server', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');
  const inFolder = (name: string): string => join(photoplay.folder, name);

  it('stops cleanly at Ctrl-C, keeping no half a clip', async () => {
    const child = photoplay.start([
      'animate',
      portrait,
      '--seconds',
      '10',
      '--resolution',
      '1080p',
      '--out',
      'clip.mp4',
    ]);
    if (child.stderr === null) throw new Error('not piped');
    const end = ended(child);
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const { code, errors } = await end;
    expect(errors).toEqual([expect.stringMatching(/Cancelled\.$/)]);
    expect(code).toBe(130);
    expect(await readdir(photoplay.folder)).toEqual(['data']);
    expect(await readdir(inFolder('data/work'))).toEqual([]);
  });

  it('starts no more of a batch at once than one person may have, and ends it all the same', async () => {
    const photos = [portrait, resolve('test/fixtures/photos/cat-chelsea.jpg')];
    const one = { JOBS_PER_PERSON: '1' };
    const { code, errors } = await photoplay.run(['animate', ...photos, ...short, '--out', 'clips'], one);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    const clips = await readdir(inFolder('clips'));
    expect(clips).toHaveLength(2);
    const [clip = ''] = clips;
    const { out } = await photoplay.run(['verify', '--json', join('clips', clip)]);
    expect(JSON.parse(out)).toMatchObject({
      good: true,
      credentials: { state: 'trusted', effect: 'parallax' },
    });
    const changed = await readFile(inFolder(join('clips', clip)));
    changed[changed.indexOf('mdat') + 100] = (changed[changed.indexOf('mdat') + 100] ?? 0) ^ 1;
    await writeFile(inFolder('changed.mp4'), changed);
    const told = await photoplay.run(['verify', 'changed.mp4']);
    expect(told.code).toBe(1);
    expect(told.out).toContain('changed after it was signed');
    expect((await photoplay.run(['verify'])).code).toBe(2);
  });

  it('tells programs everything as JSON, takes numbered beside each other', async () => {
    const { out } = await photoplay.run([
      'animate',
      portrait,
      ...short,
      '--takes',
      '2',
      '--json',
      '--out',
      'clip.mp4',
    ]);
    const { clips, failure } = JSON.parse(out);
    expect(failure).toBeNull();
    expect(clips.map(({ path }: { path: string }) => path)).toEqual([
      inFolder('clip.mp4'),
      inFolder('clip-take2.mp4'),
    ]);
    expect(new Set(clips.map(({ seed }: { seed: number }) => seed)).size).toBe(2);
    for (const { path } of clips) expect((await probe(path)).frames).toBe(24);
  });

  it('animates what it can of a batch and says of the rest what is wrong', async () => {
    await writeFile(inFolder('words.jpg'), 'not a photo at all');
    await writeFile(inFolder('empty.jpg'), '');
    await writeFile(inFolder('torn.jpg'), (await readFile(portrait)).subarray(0, 20_000));
    await writeFile(
      inFolder('picture.png'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    await mkdir(inFolder('folder.jpg'));
    const heavy = await open(inFolder('heavy.jpg'), 'w');
    await heavy.truncate(100_000_000);
    await heavy.close();
    const names = [
      'words.jpg',
      'empty.jpg',
      'torn.jpg',
      'picture.png',
      'folder.jpg',
      'heavy.jpg',
      'missing.jpg',
    ];
    const { code, out, errors } = await photoplay.run([
      'animate',
      ...names,
      portrait,
      ...short,
      '--out',
      'clips',
    ]);
    expect(code).toBe(1);
    expect(errors.map((line) => line.replace(/^photoplay: \S*\//, ''))).toEqual([
      expect.stringMatching(/^words\.jpg: That file isn’t a photo/),
      expect.stringMatching(/^empty\.jpg: That photo is empty/),
      expect.stringMatching(/^torn\.jpg: That photo is damaged/),
      expect.stringMatching(/^picture\.png: That photo’s format \(svg\) isn’t supported/i),
      expect.stringMatching(/^folder\.jpg: .* is a folder/),
      expect.stringMatching(/^heavy\.jpg: That photo is 95\.4 MB. The limit is 20 MB/),
      expect.stringMatching(/^missing\.jpg: No photo found at .*missing\.jpg/),
    ]);
    for (const line of errors) expect(line).not.toMatch(/charged/);
    expect(out).toContain('Animated 1 of 8 photos.');
    expect(await readdir(inFolder('clips'))).toEqual(['portrait-astronaut-parallax.mp4']);
    expect(await readdir(inFolder('data/files/photos'))).toHaveLength(1);
  });
});

describe('photoplay animate in an empty folder', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' });

  it('says at once when the clip cannot be written there', async () => {
    await writeFile(join(photoplay.folder, 'file'), '');
    const { code, errors } = await photoplay.run(['animate', portrait, '--out', 'file/clip.mp4']);
    expect(errors).toEqual([expect.stringMatching(/Can’t save the clip to .*file\/clip\.mp4/)]);
    expect(code).toBe(1);
    expect(await readdir(photoplay.folder)).toEqual(['file']);
  });
});
