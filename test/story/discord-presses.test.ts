import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { buttonNamed, format, photo, short } from './discord-parts.ts';
import { quickStand } from './quick-stand.ts';

describe('a button whose message has gone meanwhile', () => {
  const { discord: stand } = quickStand();

  const stage = async () => {
    const staged = stand.stage();
    const { ana, standing } = staged;
    const seen = () => ana.sees(standing.channel);
    await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
    const clip = await stand.clipIn(seen);
    // Tips about the photo are no answer.
    const told = (): Message[] =>
      seen().filter(
        ({ onlyFor, content }) => onlyFor !== null && content !== '' && !content.startsWith('-# 💡'),
      );
    /** What Ana is told by an act of hers, once it has been answered. */
    const answer = async (): Promise<string> => {
      const message = await until(() => told()[0]);
      message.deleted = true;
      return message.content;
    };
    /** The question that Delete asks of her. */
    const question = async (): Promise<Message> => {
      await ana.press(clip, buttonNamed(clip, 'Delete'), standing);
      return until(() =>
        told().find(({ content }) => content === format('replies.ask-delete', { clips: 1 })),
      );
    };
    return { ...staged, seen, clip, told, answer, question };
  };

  it('Like does what it says, and says it once', async () => {
    const { ana, clip, answer, standing, told } = await stage();
    const pressed = buttonNamed(clip, 'Like');
    clip.deleted = true;
    await ana.press(clip, pressed, standing);
    expect(await answer()).toBe(format('replies.rated.liked'));
    // The next answer comes after whatever the press still had to say.
    await ana.command('help', {}, standing);
    expect(await answer()).toContain('Make a clip in three ways');
    expect(told()).toEqual([]);
  });

  it('Reroll makes its clip all the same', async () => {
    const { ana, clip, seen, standing } = await stage();
    const pressed = buttonNamed(clip, 'Reroll');
    clip.deleted = true;
    await ana.press(clip, pressed, standing);
    await stand.clipIn(seen, [clip]);
  });

  it('Delete does what it says, and the second time that it is gone', async () => {
    const { ana, answer, clip, question, standing, told } = await stage();
    const asked = await question();
    clip.deleted = true;
    const pressed = buttonNamed(asked, 'Delete forever');
    await ana.press(asked, pressed, standing);
    await until(() => asked.deleted);
    expect(await answer()).toBe(format('replies.deleted', { clips: 1 }));
    await ana.press(asked, pressed, standing);
    expect(await answer()).toContain(format('failures.not_found'));
    expect(told()).toEqual([]);
  });

  it('and an id typed in another server finds nothing', async () => {
    const { clip } = await stage();
    const { ben, standing } = stand.stage();
    const [, id = ''] = buttonNamed(clip, 'Reroll').split(':');
    for (const name of ['clip', 'reroll', 'extend', 'delete', 'recipe']) {
      const act = await ben.command(name, { id }, standing);
      const told = await until(() =>
        ben.sees(standing.channel).find(({ onlyFor, content }) => onlyFor !== null && content !== ''),
      );
      expect([name, told.content]).toEqual([name, expect.stringContaining(format('failures.not_found'))]);
      told.deleted = true;
      expect(act.acknowledgedAt).not.toBe(null);
    }
    expect(clip.deleted).toBe(false);
  });
});
