import { readFileSync } from 'node:fs';
import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  MessageFlags,
  type Interaction as Received,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Discord, startDiscord } from './discord.ts';
import { broken, limited } from './faults.ts';
import { until } from './person.ts';

const photo = {
  name: 'cat.jpg',
  type: 'image/jpeg',
  bytes: readFileSync('test/fixtures/photos/cat-chelsea.jpg'),
};
const clip = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(1_000)]);

const commands = [
  {
    name: 'animate',
    description: 'Animate a photo',
    options: [
      { type: 11, name: 'photo', description: 'The photo', required: true },
      { type: 3, name: 'effect', description: 'The effect', autocomplete: true },
    ],
  },
  { type: ApplicationCommandType.Message, name: 'Animate this photo' },
];

describe('the strict local Discord, driven by the real discord.js', () => {
  let discord: Discord;
  let client: Client<true>;
  let received: Received[];

  const open = async (): Promise<void> => {
    const fresh = new Client({ intents: [], rest: { api: discord.api, retries: 0 } });
    fresh.on(Events.Error, () => {});
    fresh.on(Events.InteractionCreate, (interaction) => void received.push(interaction));
    const ready = new Promise((resolve) => fresh.once(Events.ClientReady, resolve));
    await fresh.login(discord.token);
    await ready;
    client = fresh as Client<true>;
    await client.rest.put(Routes.applicationCommands(client.application.id), { body: commands });
  };

  beforeEach(async () => {
    received = [];
    discord = await startDiscord();
    await open();
  });
  afterEach(async () => {
    await client.destroy();
    await discord.close();
  });

  const next = () => until(() => received.shift());
  const stage = () => {
    const guild = discord.guild('Home');
    const standing = { channel: discord.channel(guild) };
    return { guild, standing, ana: discord.person('Ana') };
  };
  /** Ana has typed the command, and the bot holds the interaction. */
  const animating = async () => {
    const { standing, ana, guild } = stage();
    const act = await ana.command('animate', { photo }, standing);
    const interaction = await next();
    if (!interaction.isChatInputCommand()) throw new Error('not a command');
    return { act, interaction, ana, standing, guild };
  };
  const button = (id: string) =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId(id).setLabel('Reroll').setStyle(ButtonStyle.Secondary),
    );
  const closed = { allowedMentions: { parse: [] } };

  it('carries a command, its attachment, an answer with a file, and a button', async () => {
    const { act, interaction, ana, standing } = await animating();
    await interaction.deferReply();
    const attachment = interaction.options.getAttachment('photo', true);
    const bytes = Buffer.from(await (await fetch(attachment.url)).arrayBuffer());
    expect(bytes.equals(photo.bytes)).toBe(true);
    await interaction.editReply({
      ...closed,
      content: 'done',
      files: [{ attachment: clip, name: 'clip.mp4', description: 'a cat' }],
      components: [button('reroll:1')],
    });
    const shown = act.original;
    expect(shown?.attachments).toMatchObject([
      { filename: 'clip.mp4', content_type: 'video/mp4', description: 'a cat' },
    ]);
    if (shown === null) throw new Error('nothing shown');
    const press = await ana.press(shown, 'reroll:1', standing);
    const pressed = await next();
    if (!pressed.isButton()) throw new Error('not a button');
    await pressed.deferUpdate();
    await pressed.followUp({ ...closed, content: 'again' });
    expect(press.deferred).toBe('update');
    expect(ana.sees(standing.channel).map(({ content }) => content)).toEqual(['done', 'again']);
    expect(discord.state.complaints).toEqual([]);
  });

  it('offers choices, a message menu, and a modal with a file', async () => {
    const { standing, ana } = stage();
    const typing = await ana.suggest('animate', 'effect', 'par', standing);
    const asked = await next();
    if (!asked.isAutocomplete()) throw new Error('not autocomplete');
    expect(asked.options.getFocused()).toBe('par');
    await asked.respond([{ name: 'Parallax', value: 'parallax' }]);
    expect(typing.choices).toEqual([{ name: 'Parallax', value: 'parallax' }]);
    const target = await ana.post(standing.channel, 'look', [photo]);
    const used = await ana.menu('Animate this photo', target, standing);
    const menu = await next();
    if (!menu.isMessageContextMenuCommand()) throw new Error('not a menu');
    expect(menu.targetMessage.attachments.first()?.name).toBe('cat.jpg');
    await menu.showModal({
      title: 'Edit',
      custom_id: 'edit:1',
      components: [
        { type: 18, label: 'What moves', component: { type: 4, custom_id: 'prompt', style: 1 } },
        { type: 18, label: 'Photo', component: { type: 19, custom_id: 'photo', required: false } },
      ],
    });
    await ana.submit(used, { prompt: 'wind', photo: [photo] }, standing);
    const submitted = await next();
    if (!submitted.isModalSubmit()) throw new Error('not a modal');
    expect(submitted.fields.getTextInputValue('prompt')).toBe('wind');
    expect(submitted.fields.getUploadedFiles('photo')?.first()?.name).toBe('cat.jpg');
    await submitted.reply({ ...closed, content: 'ok', flags: MessageFlags.Ephemeral });
    expect(
      discord
        .person('Ben')
        .sees(standing.channel)
        .map(({ content }) => content),
    ).toEqual(['look']);
    expect(discord.state.complaints).toEqual([]);
  });

  it('takes one first answer, and none after three seconds', async () => {
    const { interaction } = await animating();
    await interaction.deferReply();
    const again = client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      body: { type: 5 },
      auth: false,
    });
    await expect(again).rejects.toMatchObject({ code: 40060 });
    const late = await animating();
    discord.state.clock.advance(6_000);
    await expect(late.interaction.deferReply()).rejects.toMatchObject({ code: 10062 });
  });

  it('lets a token die after a quarter of an hour', async () => {
    const { interaction } = await animating();
    await interaction.deferReply();
    discord.state.clock.advance(15 * 60_000);
    await expect(interaction.editReply({ ...closed, content: 'late' })).rejects.toMatchObject({
      code: 50027,
      status: 401,
    });
  });

  it('keeps a private answer private for ever', async () => {
    const { interaction, ana, standing } = await animating();
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({ ...closed, content: 'secret' });
    expect(ana.sees(standing.channel)).toHaveLength(1);
    expect(discord.person('Ben').sees(standing.channel)).toEqual([]);
  });

  it('keeps only the attachments an edit lists', async () => {
    const { interaction, act } = await animating();
    await interaction.reply({ ...closed, content: 'two', files: [{ attachment: clip, name: 'one.mp4' }] });
    const [kept] = act.original?.attachments ?? [];
    await interaction.editReply({ ...closed, content: 'text only' });
    expect(act.original?.attachments).toEqual([kept]);
    await interaction.editReply({ ...closed, files: [{ attachment: clip, name: 'two.mp4' }] });
    expect(act.original?.attachments.map(({ filename }) => filename)).toEqual(['two.mp4']);
  });

  it('refuses what is too large for the place', async () => {
    const { interaction } = await animating();
    await interaction.deferReply();
    const large = { ...closed, files: [{ attachment: Buffer.alloc(11 * 2 ** 20), name: 'clip.mp4' }] };
    await expect(interaction.editReply(large)).rejects.toMatchObject({ code: 40005, status: 413 });
  });

  it('posts a message once for one nonce', async () => {
    const { standing } = stage();
    const body = { content: 'hello', nonce: 'n1', enforce_nonce: true, allowed_mentions: { parse: [] } };
    const [first, second] = [
      await client.rest.post(Routes.channelMessages(standing.channel.id), { body }),
      await client.rest.post(Routes.channelMessages(standing.channel.id), { body }),
    ] as { id: string }[];
    expect(second?.id).toBe(first?.id);
  });

  it.each([
    [
      'the bot was thrown out',
      50001,
      (channel: ReturnType<Discord['channel']>) => void channel.granted.delete('view'),
    ],
    [
      'it may not write',
      50013,
      (channel: ReturnType<Discord['channel']>) => void channel.granted.delete('send'),
    ],
    [
      'the channel is gone',
      10003,
      (channel: ReturnType<Discord['channel']>) => {
        channel.deleted = true;
      },
    ],
  ])('says so when %s', async (_why, code, change) => {
    const { standing } = stage();
    change(standing.channel);
    const body = { content: 'hello', allowed_mentions: { parse: [] } };
    await expect(
      client.rest.post(Routes.channelMessages(standing.channel.id), { body }),
    ).rejects.toMatchObject({ code });
  });

  it('closes direct messages for whoever wants none', async () => {
    const ana = discord.person('Ana');
    ana.user.directMessages = false;
    const { id } = (await client.rest.post(Routes.userChannels(), {
      body: { recipient_id: ana.user.id },
    })) as { id: string };
    const body = { content: 'hello', allowed_mentions: { parse: [] } };
    await expect(client.rest.post(Routes.channelMessages(id), { body })).rejects.toMatchObject({
      code: 50007,
    });
  });

  it('notifies only whom the message may mention', async () => {
    const { standing, ana } = stage();
    const question = await ana.post(standing.channel, 'please');
    const content = `<@${ana.user.id}>`;
    const quiet = { content, allowed_mentions: { parse: [] } };
    const loud = {
      content,
      allowed_mentions: { users: [ana.user.id] },
      message_reference: { message_id: question.id, fail_if_not_exists: false },
    };
    for (const body of [quiet, loud])
      await client.rest.post(Routes.channelMessages(standing.channel.id), { body });
    expect(ana.sees(standing.channel).map(({ mentions }) => mentions)).toEqual([[], [], [ana.user.id]]);
  });

  it('sends a lost event again when the connection comes back', async () => {
    const { standing, ana } = stage();
    discord.gateway.drop(4000);
    await ana.command('animate', { photo }, standing);
    expect((await next()).isChatInputCommand()).toBe(true);
    expect([discord.gateway.identified, discord.gateway.resumed]).toEqual([1, 1]);
  });

  it('limits, breaks and loses answers as it is told', async () => {
    const { standing } = stage();
    const route = Routes.channelMessages(standing.channel.id);
    const body = { content: 'hello', allowed_mentions: { parse: [] } };
    const matches = (method: string, path: string): boolean =>
      method === 'POST' && path.endsWith('/messages');
    discord.state.faults.push({ matches, happens: 'before', answer: limited(0.2), times: 1 });
    await client.rest.post(route, { body });
    discord.state.faults.push({ matches, happens: 'after', answer: broken(500), times: 1 });
    await expect(client.rest.post(route, { body })).rejects.toMatchObject({ status: 500 });
    discord.state.faults.push({ matches, happens: 'after', answer: { kind: 'reset' }, times: 1 });
    await expect(client.rest.post(route, { body })).rejects.toThrow();
    expect(discord.person('Ben').sees(standing.channel)).toHaveLength(3);
    expect(discord.state.called.map(({ status }) => status)).toContain(429);
  });

  it.each([
    ['an upper-case name', [{ name: 'Animate', description: 'x' }]],
    ['no description', [{ name: 'animate' }]],
    ['a described menu', [{ name: 'Menu', type: 3, description: 'x' }]],
    [
      'a required option that comes late',
      [
        {
          name: 'animate',
          description: 'x',
          options: [
            { type: 3, name: 'a', description: 'x' },
            { type: 3, name: 'b', description: 'x', required: true },
          ],
        },
      ],
    ],
    [
      'two options of one name',
      [
        {
          name: 'animate',
          description: 'x',
          options: [
            { type: 3, name: 'a', description: 'x' },
            { type: 3, name: 'a', description: 'x' },
          ],
        },
      ],
    ],
    ['an unknown language', [{ name: 'animate', description: 'x', name_localizations: { xx: 'y' } }]],
    ['an unknown field', [{ name: 'animate', description: 'x', colour: 'red' }]],
  ])('refuses a command with %s', async (_what, body) => {
    const registering = client.rest.put(Routes.applicationCommands(client.application.id), { body });
    await expect(registering).rejects.toMatchObject({ code: 50035 });
  });

  it.each([
    ['two buttons of one id', { content: 'x', components: [button('a').toJSON(), button('a').toJSON()] }],
    ['content beside components v2', { content: 'x', flags: MessageFlags.IsComponentsV2 }],
    ['an attachment without its file', { content: 'x', attachments: [{ id: '7' }] }],
    ['open mentions', { content: 'x', allowed_mentions: undefined }],
    [
      'six rows',
      { content: 'x', components: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id).toJSON()) },
    ],
  ])('refuses a message with %s', async (_what, wrong) => {
    const { standing } = stage();
    const body = { allowed_mentions: { parse: [] }, ...wrong };
    await expect(
      client.rest.post(Routes.channelMessages(standing.channel.id), { body }),
    ).rejects.toMatchObject({ code: 50035 });
  });

  it('sends no more than five further answers where only the person has installed it', async () => {
    const { standing, ana } = stage();
    await ana.command('animate', { photo }, { ...standing, installed: 'user' });
    const interaction = await next();
    if (!interaction.isChatInputCommand()) throw new Error('not a command');
    await interaction.deferReply();
    for (let count = 0; count < 5; count++) await interaction.followUp({ ...closed, content: String(count) });
    await expect(interaction.followUp({ ...closed, content: 'six' })).rejects.toMatchObject({ status: 400 });
  });

  it('complains of what the published contract forbids', async () => {
    const { standing } = stage();
    const body = { content: 'hello', allowed_mentions: { parse: ['everybody'] } };
    await client.rest.post(Routes.channelMessages(standing.channel.id), { body });
    expect(discord.state.complaints.join()).toContain('allowed_mentions');
  });

  it('closes the door on a wrong token and on intents nobody needs', async () => {
    const wrong = new Client({ intents: [], rest: { api: discord.api } });
    await expect(wrong.login('wrong')).rejects.toThrow();
    await wrong.destroy();
  });
});
