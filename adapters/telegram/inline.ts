import { commandNamed } from '../../src/core/command.ts';
import { isCoveredOpenly } from '../../src/core/cover.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import { effectName } from '../../src/text/names.ts';
import type { Search } from './incoming.ts';
import type { Asker } from './telegram-asker.ts';
import { placeFor, plainly, requestOf } from './telegram-asker.ts';
import { clipText } from './telegram-card.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';

const cacheSeconds = 5;

const fits = ({ clip }: ClipFile, words: string): boolean => {
  const { effect, prompt } = clip.recipe.order;
  return `${effect} ${prompt}`.toLowerCase().includes(words.trim().toLowerCase());
};

/** Answers an inline query with the user's own public clips, using file ids that Telegram already has. */
export const onSearch = async (
  deps: TelegramHandlerDeps,
  { from, id, offset, query }: Search,
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
    speaksFor: [],
    hidden: null,
  };
  const command = commandNamed(deps, 'clips');
  const more = { ...plainly, place: placeFor(asker, {}) };
  const request = await requestOf(deps, asker, command, more);
  const page = await command.run(request, offset === '' ? {} : { before: offset });
  // Inline results are posted openly, without a spoiler.
  const open = ({ clip }: ClipFile): boolean => clip.visibility === 'public' && !isCoveredOpenly(clip);
  const shown = page.clips.filter((entry) => open(entry) && fits(entry, query));
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
    results,
    next_offset: page.next ?? '',
    button: { text: messages.format('chat.make'), start_parameter: 'help' },
    cache_time: cacheSeconds,
  });
};
