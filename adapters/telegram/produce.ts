import type { BoundCommand, Request } from '../../src/core/command.ts';
import type { CommunityDefaults } from '../../src/core/community-defaults.ts';
import type { Reply } from '../../src/core/reply.ts';
import { showFirst } from '../chat/card-content.ts';
import { Closed } from '../chat/ways.ts';
import { actionRows } from './keyboard.ts';
import { showSeveral } from './shared-card.ts';
import { type Asker, goesPrivate, requestOf } from './telegram-asker.ts';
import { replyText } from './telegram-card.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';
import { type AttachedFiles, withAttached } from './telegram-files.ts';
import { showFailure, showReply, tellWhere } from './telegram-reply.ts';
import { type TelegramTarget, wantPrivateTarget } from './telegram-target.ts';

/** A request that produces one or more clips. */
export type Wish = {
  readonly asker: Asker;
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  /** The files of each clip. Several clips share one card. */
  readonly given: readonly AttachedFiles[];
  /** Where the answer goes; may already have a card. */
  readonly place: TelegramTarget;
  readonly defaults: CommunityDefaults;
  /** Whether the photos belong to another user. */
  readonly foreignPhoto: boolean;
  /** Whether the source clip is private. */
  readonly hidden: boolean;
  readonly key: string;
};

/** Returns the target with its card, writing the card if there is none. `closed` means the chat can't be written to. */
const withCard = async (
  deps: TelegramHandlerDeps,
  wish: Wish,
): Promise<{ place: TelegramTarget; closed: boolean }> => {
  const { asker, hidden, defaults, place, values } = wish;
  const away = hidden ? asker.group : goesPrivate(asker, values['visibility'], defaults);
  const target = away ? { ...wantPrivateTarget(place), card: null } : place;
  if (target.card !== null) return { place: target, closed: false };
  const content = { text: deps.messages(asker.locale).format('chat.taking'), rows: [] };
  try {
    return { place: { ...target, card: await deps.sender.write(target, content) }, closed: false };
  } catch (error) {
    // The clip still shows up in the user's clip list, and a later update may write the card.
    deps.log.warn({ error }, 'the first card was not written');
    return { place: target, closed: error instanceof Closed };
  }
};

const showAccepted = async (
  deps: TelegramHandlerDeps,
  place: TelegramTarget,
  reply: Reply,
  several: boolean,
  fresh: boolean,
): Promise<void> => {
  if (several) return showSeveral(deps, { ...place, several }, true);
  const { card, chat } = place;
  if (reply.text.key === 'already_accepted') {
    // The card of the first request already shows it.
    if (fresh && card !== null) await deps.sender.remove(chat, card);
    return;
  }
  const messages = deps.messages(place.locale);
  const text = replyText(messages, reply, place.locale);
  const content = { text, rows: actionRows(reply.actions, messages) };
  await showFirst(deps, reply, () => deps.cards.show(place, content, true));
};

/** Tells the group only that the answer was sent privately. */
const tellGroup = async (deps: TelegramHandlerDeps, { place }: Wish, job: string | null): Promise<void> => {
  if (place.card !== null) await deps.sender.remove(place.chat, place.card).catch(() => {});
  await tellWhere(deps, place, job);
};

const runOne = async (
  deps: TelegramHandlerDeps,
  { asker, command, foreignPhoto, key, defaults, values }: Wish,
  place: TelegramTarget,
  given: AttachedFiles,
  suffix: string,
): Promise<Reply> => {
  const request: Request = await requestOf(deps, asker, command, {
    place,
    key: `${key}${suffix}`,
    usual: defaults.visibility,
    foreignPhoto,
  });
  return withAttached(deps, given, command.options, (files) => command.run(request, { ...values, ...files }));
};

const onlyPhoto = (given: AttachedFiles): number | null => Object.values(given).flat()[0]?.message ?? null;

/** A question about one of several clips; it is shown where their shared card is. */
const asked = (reply: Reply): Reply => ({ ...reply, ephemeral: false });

/** Starts several clips that share one card. A rejected photo gets its own message and doesn't stop the others. */
const produceSeveral = async (
  deps: TelegramHandlerDeps,
  wish: Wish,
  target: TelegramTarget,
): Promise<Reply | null> => {
  const place = { ...target, several: true };
  let last: Reply | null = null;
  for (const [index, given] of wish.given.entries()) {
    const own = { ...place, photo: place.group === wish.asker.group ? onlyPhoto(given) : null };
    try {
      const reply = await runOne(deps, wish, own, given, `:${index}`);
      // A question gets its own message, which becomes the card once answered.
      if (reply.job === null) await showReply(deps, { ...own, card: null }, asked(reply), '');
      else last = reply;
    } catch (error) {
      await showFailure(deps, { ...own, card: null }, error);
    }
  }
  return last;
};

type Taken = { readonly place: TelegramTarget; readonly closed: boolean; readonly reply: Reply | null };

/** Shows the status of what was started. */
const showTaken = async (
  deps: TelegramHandlerDeps,
  wish: Wish,
  { closed, place, reply }: Taken,
): Promise<void> => {
  const several = wish.given.length > 1;
  if (reply !== null) await showAccepted(deps, place, reply, several, wish.place.card !== place.card);
  else if (place.card !== null) await deps.sender.remove(place.chat, place.card);
  if (place.chat !== wish.place.chat) await tellGroup(deps, wish, closed ? (reply?.job?.id ?? 'help') : null);
};

/** Acknowledges the request with a card, starts the clips, then shows their status. Null if nothing new was started. */
export const produce = async (deps: TelegramHandlerDeps, wish: Wish): Promise<Reply | null> => {
  const { place, closed } = await withCard(deps, wish);
  const [given = {}] = wish.given;
  let reply: Reply | null;
  try {
    reply =
      wish.given.length > 1
        ? await produceSeveral(deps, wish, place)
        : await runOne(deps, wish, place, given, '');
  } catch (error) {
    if (!closed) await showFailure(deps, place, error);
    if (place.chat !== wish.place.chat) await tellGroup(deps, wish, closed ? 'help' : null);
    return null;
  }
  await showTaken(deps, wish, { place, closed, reply }).catch((error: unknown) => {
    // The job continues, and its worker will update the card.
    deps.log.warn({ error }, 'what was accepted could not be shown');
  });
  return reply;
};
