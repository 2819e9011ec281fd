import { describe, expect, it } from 'vitest';
import { limited } from '../peers/discord/faults.ts';
import { type Photo, until } from '../peers/discord/person.ts';
import type { Channel, Guild, Message } from '../peers/discord/world.ts';
import { buttonNamed, format, hasClip, photo, short } from './discord-parts.ts';
import { quickStand, realIntake } from './quick-stand.ts';

const heavy = Buffer.alloc(26 * 2 ** 20, 1);

type Wish = Record<string, string | number>;

const refusals: [string, Partial<Photo>, Wish, string][] = [
  [
    'no picture',
    { bytes: Buffer.from('hello, this is no picture at all') },
    {},
    format('failures.photo_not_image', { role: '' }),
  ],
  ['nothing', { bytes: Buffer.alloc(0) }, {}, format('failures.photo_empty', { role: '' })],
  ['26 MB', { bytes: heavy }, {}, 'The limit is 20 MB.'],
  ['26 MB that say they are few', { bytes: heavy, size: 1_000 }, {}, 'The limit is 20 MB.'],
  ['an address that has expired', { serve: 'expired' }, {}, format('failures.expired')],
  ['an address that leads into our own network', { serve: 'redirect' }, {}, format('failures.expired')],
  ['a download that breaks off', { serve: 'cut' }, {}, format('failures.expired')],
  [
    'an effect that is off in servers at first',
    {},
    { effect: 'hug' },
    format('failures.effect_off', { effect: 'Hug' }),
  ],
  [
    'a prompt without end',
    {},
    { prompt: '@everyone **now** \u202Ewon\u202C '.repeat(182) },
    'Prompt is too long.',
  ],
  ['an effect that nobody knows', {}, { effect: 'paralax' }, 'Did you mean Parallax?'],
  ['a seed beyond all seeds', {}, { seed: 1e12 }, 'Seed must be a number from '],
];

const losses: [
  string,
  (place: { channel: Channel; guild: Guild; card: Message }) => void,
  'channel' | 'direct',
][] = [
  [
    'the card was deleted',
    ({ card }) => {
      card.deleted = true;
    },
    'channel',
  ],
  [
    'the channel is gone',
    ({ channel }) => {
      channel.deleted = true;
    },
    'direct',
  ],
  [
    'the bot was thrown out',
    ({ guild }) => {
      guild.botIn = false;
    },
    'channel',
  ],
  ['the bot may no longer write', ({ channel }) => void channel.granted.delete('send'), 'channel'],
  [
    'the bot may not write and the card is gone',
    ({ channel, card }) => {
      channel.granted.delete('send');
      card.deleted = true;
    },
    'direct',
  ],
];

describe('what goes wrong on Discord is told to the asker alone, and the service goes on', () => {
  const { discord: stand } = quickStand({ media: realIntake });
  const stage = () => {
    const staged = stand.stage();
    const { ana, ben, standing } = staged;
    const own = (messages: Message[]) =>
      // Tips about the photo are no answer.
      messages.find(
        ({ onlyFor, content }) => onlyFor !== null && content !== '' && !content.startsWith('-# 💡'),
      );
    return {
      ...staged,
      seen: () => ana.sees(standing.channel),
      toldAna: () => until(() => own(ana.sees(standing.channel))),
      toldBen: () => until(() => own(ben.sees(standing.channel))),
    };
  };
  const clipOf = async ({ ana, standing, seen }: ReturnType<typeof stage>): Promise<Message> => {
    await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
    return stand.clipIn(seen);
  };

  it.each(refusals)('%s', async (_what, attached, wish, sentence) => {
    const { ana, ben, standing, toldAna } = stage();
    const cat = await photo('cat-chelsea.jpg', attached);
    await ana.command('animate', { photo: cat, ...short, ...wish }, standing);
    const told = await toldAna();
    expect(told.content).toContain(sentence);
    expect(told.content).toMatch(/^❌/);
    await until(() => ben.sees(standing.channel).length === 0);
    const asked = await ana.command('queue', {}, standing);
    expect((await stand.cardOf(asked)).content).toBe(format('replies.queue-empty'));
  });

  it('a false content type is not believed', async () => {
    const { ana, standing, seen } = stage();
    const cat = await photo('cat-chelsea.jpg', { claimed: 'text/html', serve: { type: 'text/html' } });
    await ana.command('animate', { photo: cat, ...short }, standing);
    await stand.clipIn(seen);
  });

  it('words with mentions, markup and hidden marks show as they are and call nobody', async () => {
    const { ana, ben, standing, seen } = stage();
    const prompt = `slow zoom <@${ben.user.id}> @everyone **loud** \u202Eevil\u202C [x](http://x.example)`;
    await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), prompt, ...short }, standing);
    const clip = await stand.clipIn(seen);
    expect(clip.mentions).toEqual([ana.user.id]);
    expect(clip.content).not.toMatch(/\u202E|<@\d+> @|\*\*loud|[^\\]\]\(http/);
    expect(clip.content).toContain('everyone');
  });

  it('a button of nobody’s making is refused', async () => {
    const place = stage();
    const { ana, standing, toldAna } = place;
    const clip = await clipOf(place);
    const made = [
      'x',
      'reroll:short',
      `nothing:${'A'.repeat(22)}`,
      `reroll:${'A'.repeat(22)}`,
      'a'.repeat(100),
    ];
    for (const customId of made) {
      await ana.press(clip, customId, standing);
      const told = await toldAna();
      expect(told.content, customId).toMatch(/no longer exists|There’s no .* command/);
      told.deleted = true;
    }
  });

  it('a clip of another server does not exist here', async () => {
    const clip = await clipOf(stage());
    const { ben, standing, toldBen } = stage();
    const own = await ben.post(standing.channel, 'hello');
    for (const label of ['Reroll', 'Extend', 'Recipe', 'Delete']) {
      await ben.press(own, buttonNamed(clip, label), standing);
      const told = await toldBen();
      expect(told.content).toContain(format('failures.not_found'));
      told.deleted = true;
    }
    expect(clip.deleted).toBe(false);
  });

  it.each(losses)('the clip arrives once although %s', async (_why, lose, where) => {
    const { ana, guild, standing } = stage();
    const direct = stand.discord.directChannel(ana.user);
    const release = stand.discord.holdUploads();
    const act = await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
    const card = await stand.cardOf(act);
    lose({ channel: standing.channel, guild, card });
    release();
    const place = where === 'direct' ? direct : standing.channel;
    const clip = await stand.clipIn(() => ana.sees(place));
    const all = [...ana.sees(direct), ...ana.sees(standing.channel)];
    expect(all.filter(hasClip)).toEqual([clip]);
  });

  it.each([
    [1, 'waits', true],
    [4, 'lets the token die', false],
  ] as const)('a limit of %d s on the first answer %s', async (seconds, _what, answered) => {
    const { ana, standing, seen } = stage();
    const matches = (_method: string, path: string): boolean => path.endsWith('/callback');
    stand.discord.state.faults.push({ matches, happens: 'before', answer: limited(seconds), times: 1 });
    const act = await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
    const tries = () => stand.discord.state.called.filter(({ path }) => path.includes(act.id));
    await until(() => tries().length > 0);
    // On a busy machine, Discord’s clock stands still at times.
    if (!answered) stand.discord.state.clock.advance(seconds * 1_000);
    await until(() => tries().length > 1);
    if (answered) await stand.clipIn(seen);
    expect(act.acknowledgedAt !== null).toBe(answered);
  });
});
