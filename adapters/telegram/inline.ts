import { needsSpoilerInPublic } from '../../src/core/clip.ts';
import type { Request } from '../../src/core/command.ts';
import { commandNamed } from '../../src/core/parse.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { ownPresets } from '../../src/core/saved-files.ts';
import type { Messages } from '../../src/text/messages.ts';
import { effectName } from '../../src/text/names.ts';
import type { InlineSearch } from './incoming.ts';
import type { Asker } from './telegram-asker.ts';
import { defaultRequest, requestOf, telegramTarget } from './telegram-asker.ts';
import { clipText } from './telegram-card.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';

const cacheSeconds = 5;
const maxPages = 5;
const fewest = 8;

const fits = (messages: Messages, { clip }: ClipFile, words: string): boolean => {
  const { effect, prompt } = clip.recipe.order;
  const searched = `${effect} ${effectName(messages, effect)} ${prompt}`;
  return searched.toLowerCase().includes(words.trim().toLowerCase());
};

const maxPresets = 10;

/** Results that send the command which uses a preset: in reply to a photo, it animates that photo. */
const presetResults = async (
  { commands, me }: TelegramHandlerDeps,
  request: Request,
  messages: Messages,
  query: string,
) => {
  const { username } = await me();
  const own = await ownPresets((name, raw) => commandNamed({ commands }, name).run(request, raw));
  const words = query.trim().toLowerCase();
  const found = own
    .filter(({ name }) => name.toLowerCase().includes(words) && !name.includes('"'))
    .slice(0, maxPresets);
  return found.map(({ id, name }) => ({
    ...{ type: 'article', id, title: name, description: messages.format('chat.preset-inline') },
    input_message_content: { message_text: `/animate@${username} preset:"${name}"` },
  }));
};

/** Answers an inline query with the user's own presets and public clips, using file ids that Telegram already has. */
export const onSearch = async (
  deps: TelegramHandlerDeps,
  { from, id, offset, query }: InlineSearch,
): Promise<void> => {
  const locale = from.language_code ?? 'en';
  const messages = deps.messages(locale);
  const asker: Asker = {
    user: from.id,
    requester: 'person',
    chat: from.id,
    thread: null,
    group: false,
    community: null,
    locale,
    channel: false,
    speaksFor: [],
    membership: null,
    hidden: null,
  };
  const command = commandNamed(deps, 'clips');
  const more = { ...defaultRequest, target: telegramTarget(asker, {}) };
  const request = await requestOf(deps, asker, command, more);
  // Inline results are posted openly, without a spoiler.
  const open = ({ clip }: ClipFile): boolean => clip.visibility === 'public' && !needsSpoilerInPublic(clip);
  const shown: ClipFile[] = [];
  let next: string | null = offset;
  // Telegram asks for more only when people scroll, which they can't in an empty list.
  for (let pages = 0; pages < maxPages && next !== null && shown.length < fewest; pages += 1) {
    const page: Reply = await command.run(request, next === '' ? {} : { before: next });
    shown.push(...page.clips.filter((entry) => open(entry) && fits(messages, entry, query)));
    next = page.next;
  }
  const presets = offset === '' ? await presetResults(deps, request, messages, query) : [];
  const files = await deps.copies.find(shown.map(({ clip }) => clip.id));
  const results = shown.flatMap((entry) => {
    const file = files.get(entry.clip.id);
    if (file === undefined) return [];
    const { effect } = entry.clip.recipe.order;
    const description = clipText(messages, entry);
    return [
      {
        type: 'video',
        id: entry.clip.id,
        video_file_id: file,
        title: effectName(messages, effect),
        description,
      },
    ];
  });
  await deps.sender.offer(id, {
    results: [...presets, ...results],
    next_offset: next ?? '',
    button: { text: messages.format('chat.make'), start_parameter: 'help' },
    cache_time: cacheSeconds,
  });
};
