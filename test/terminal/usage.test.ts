import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { runTerminal } from '../../adapters/terminal/run.ts';
import { openScreen } from '../../adapters/terminal/screen.ts';
import { commands } from '../../commands/all.ts';
import { operatorCommands } from '../../commands/operator.ts';
import { effects } from '../../effects/all.ts';
import { packClips } from '../../src/media/pack-clips.ts';
import { messagesFor } from '../messages/opened.ts';
import { program } from './program.ts';

const english = messagesFor('en', 'terminal');

/** The whole command line in this process, where nothing can be opened. */
const follow = async (words: readonly string[]) => {
  const [out, error] = [new PassThrough(), new PassThrough()];
  const code = await runTerminal(
    {
      commands: [...commands, ...operatorCommands],
      photosNeeded: Object.fromEntries(effects.map(({ name, needs }) => [name, needs.photos])),
      ...{ messages: english, english, screen: openScreen(out, error), version: '1.2.3' },
      signal: new AbortController().signal,
      noteDown: () => {},
      pack: packClips,
      copy: () => Promise.reject(new Error('copied')),
      open: () => Promise.reject(new Error('opened')),
    },
    words,
  );
  out.end();
  error.end();
  return { code, out: await text(out), errors: await text(error) };
};

describe('words the terminal cannot follow', () => {
  const photoplay = program();

  it.each([
    [['animate', 'p.jpg', '--ratio', '3:7'], /“3:7” doesn’t work for --ratio\..* 16:9/],
    [['animate', 'p.jpg', '--seconds', '0'], /seconds must be a number from 1 to 10/],
    [['animate', 'p.jpg', '--seconds', '99'], /seconds must be a number from 1 to 10/],
    [['animate', 'p.jpg', '--seconds=-1'], /seconds must be a number from 1 to 10/],
    [['animate', 'p.jpg', '--seed', 'abc'], /seed must be a number/],
    [['animate', 'p.jpg', '--takes', '9'], /takes must be a number from 1 to 4/],
    [['animate', 'p.jpg', '--efect', 'pan'], /no --efect option\. Did you mean --effect\?/],
    [['animate', 'p.jpg', '--effect'], /--effect needs a value/],
    [['animate', 'p.jpg', '--audio'], /--audio needs a value/],
    [['animate'], /path of a photo/],
    [['grant', 'discord:1', '1.5'], /credits must be a number from 1 to/],
    [['spending', 'stop'], /Choose on or off\./],
    [['animat', 'p.jpg'], /no animat command\. Did you mean animate\?/],
  ])('%j is one line that says what to do, exit code 2, and opens nothing', async (words, line) => {
    const { code, out, errors } = await follow(words);
    expect(errors).toMatch(/^photoplay: .*\n$/);
    expect(errors).toMatch(line);
    expect([code, out]).toEqual([2, '']);
  });

  it('a photo that is not there is told before anything is opened', async () => {
    const { code, errors } = await follow(['animate', 'nowhere.jpg']);
    expect(errors).toMatch(/^photoplay: No photo found at .*nowhere\.jpg\. Check the path\.\n$/);
    expect(code).toBe(1);
  });

  it('the program ends with that code, and leaves nothing behind', async () => {
    const { code, out, errors } = await photoplay.run(['animate', 'p.jpg', '--effect', 'paralax']);
    const line = /^photoplay: “paralax” doesn’t work for --effect\. Did you mean parallax\?/;
    expect(errors).toEqual([expect.stringMatching(line)]);
    expect([code, out]).toEqual([2, '']);
    expect(await readdir(photoplay.folder)).toEqual([]);
  });

  it('a bad setting stops the start, named but never shown', async () => {
    const { code, errors } = await photoplay.run(['start'], { PORT: 'hunter2' });
    expect(errors).toEqual([
      expect.stringMatching(/^photoplay: Invalid setting: PORT must be a whole number/),
    ]);
    expect(errors.join()).not.toContain('hunter2');
    expect(code).toBe(1);
  });

  it.each([
    [['--help'], /^photoplay <command>/],
    [['start', '--help'], /^photoplay start\nStart the service\n$/],
    [['verify', '-h'], /^photoplay verify <file> \[--root <file\.pem>\]/],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['effects'], /parallax/],
  ])(
    '%j is answered from the program alone: no folder, database or encoder is touched',
    async (words, told) => {
      const { code, out } = await photoplay.run(words, {
        FFMPEG_PATH: '/nowhere/ffmpeg',
        DATABASE_URL: 'postgres://photoplay@127.0.0.1:1/photoplay',
      });
      expect([code, out]).toEqual([0, expect.stringMatching(told)]);
      expect(await readdir(photoplay.folder)).toEqual([]);
    },
  );

  it('a missing encoder is told with what to do', async () => {
    const { code, errors } = await photoplay.run(['queue'], { FFMPEG_PATH: '/nowhere/ffmpeg' });
    expect(errors).toEqual([
      expect.stringMatching(/Invalid setting: FFMPEG_PATH must be the path of an ffmpeg/),
    ]);
    expect(code).toBe(1);
  });

  it('the doctor tells of a depth model that cannot be used, and what to do', async () => {
    const { code, out } = await photoplay.run(['doctor'], { DEPTH_MODEL: '/nowhere/model.onnx' });
    expect(out).toMatch(/✗ Depth model: DEPTH_MODEL (must be the path|needs onnxruntime-node)/);
    expect(out).not.toContain('/nowhere');
    expect(code).toBe(1);
  });

  it('the doctor creates nothing, and one thing that is wrong hides nothing else', async () => {
    const { code, out } = await photoplay.run(['doctor'], {
      DATA_DIR: 'later',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(out).toMatch(/✗ Can’t reach the queue\..*\n(?:.*\n)*✓ Telegram: off.*\n✓ Free disk/);
    expect(await readdir(photoplay.folder)).not.toContain('later');
    expect(code).toBe(1);
  });

  it('a reader that closes the pipe early is no error', async () => {
    const child = photoplay.start(['effects']);
    child.stdout?.destroy();
    const [errors] = await Promise.all([child.stderr && text(child.stderr), once(child, 'close')]);
    expect([child.exitCode, errors]).toEqual([0, '']);
  });

  it('help and effects speak of everything there is', async () => {
    const help = await follow(['animate', '--help']);
    expect(help.out).toContain('--effect <effect>');
    expect(help.code).toBe(0);
    const { out } = await photoplay.run(['effects', '--json']);
    const told = JSON.parse(out);
    expect(told.map(({ name }: { name: string }) => name)).toEqual(effects.map(({ name }) => name));
  });
});

describe('words the terminal follows', () => {
  const photoplay = program({}, 'server');

  it('the operator gives credits and stops paid work from here', async () => {
    const granted = await photoplay.run(['grant', 'discord:1', '50']);
    expect(granted.out).toBe('Gave discord:1 50 credits. They now have 150.\n');
    expect((await photoplay.run(['spending', 'off'])).out).toMatch(/^Paid models are off\. /);
  });
});
