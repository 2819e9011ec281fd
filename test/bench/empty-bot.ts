import { ApplicationCommandOptionType, Client, Events } from 'discord.js';
import { openApi } from '../../adapters/telegram/telegram-api.ts';

// A bot that only answers: what remains of the time to an answer is the platform's and the library's.

const { DISCORD_API_URL, DISCORD_TOKEN, TELEGRAM_API_URL, TELEGRAM_TOKEN } = process.env;

const onDiscord = async (token: string, api: string): Promise<void> => {
  const client = new Client({ intents: [], rest: { api } });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.deferReply();
  });
  await client.login(token);
  await ready;
  const options = [
    { name: 'photo', description: 'Photo', type: ApplicationCommandOptionType.Attachment },
    { name: 'seconds', description: 'Length', type: ApplicationCommandOptionType.Number },
    { name: 'resolution', description: 'Resolution', type: ApplicationCommandOptionType.String },
  ] as const;
  await client.application?.commands.set([{ name: 'animate', description: 'Animate', options }]);
};

type Update = {
  readonly update_id: number;
  readonly message?: { readonly message_id: number; readonly chat: { readonly id: number } };
  readonly callback_query?: { readonly id: string };
};

const rows = Array.from({ length: 4 }, (_, row) =>
  Array.from({ length: 3 }, (_, place) => ({ text: `Button ${place}`, callback_data: `${row}:${place}` })),
);

const onTelegram = async (token: string, url: string): Promise<void> => {
  const { call } = openApi(token, url);
  let offset = 0;
  for (;;) {
    const updates = (await call('getUpdates', { offset, limit: 100, timeout: 50 })) as Update[];
    for (const { callback_query: press, message, update_id } of updates) {
      offset = update_id + 1;
      if (press !== undefined) void call('answerCallbackQuery', { callback_query_id: press.id });
      if (message === undefined) continue;
      const reply_parameters = { message_id: message.message_id };
      const reply_markup = { inline_keyboard: rows };
      void call('sendMessage', {
        chat_id: message.chat.id,
        text: 'What now?',
        reply_parameters,
        reply_markup,
      });
    }
  }
};

if (DISCORD_TOKEN !== undefined) await onDiscord(DISCORD_TOKEN, DISCORD_API_URL ?? '');
console.log('ready');
if (TELEGRAM_TOKEN !== undefined) await onTelegram(TELEGRAM_TOKEN, TELEGRAM_API_URL ?? '');
