import { asFailure } from '../../src/core/failure.ts';
import type { Reply } from '../../src/core/reply.ts';
import { Closed, open } from '../chat/ways.ts';
import { actionRows, type Rows } from './keyboard.ts';
import { replyText, troubleText } from './telegram-card.ts';
import { botLink, type TelegramDeps } from './telegram-deps.ts';
import { type Place, wantAside } from './telegram-target.ts';
import { postClip } from './telegram-video.ts';
import type { Heard } from './whisper.ts';

/** What concerns everybody, asked for by anybody. */
const forAll = new Set<Reply['text']['key']>(['help', 'effects', 'settings']);

const put = async (deps: TelegramDeps, there: Place, reply: Reply, rows: Rows): Promise<void> => {
  const messages = deps.messages(there.locale);
  // A list of clips names them; only what was asked for is shown.
  const [entry] = reply.text.key === 'clips' ? [] : reply.clips;
  const caption = { text: replyText(messages, reply, there.locale, entry ? 'caption' : 'text'), rows };
  if (entry === undefined) await deps.post.write(there, caption);
  else await postClip(deps, there, entry, caption);
};

/** Tells where something private has gone; `payload` opens the bot at it where it could not go. */
export const tellAside = async (deps: TelegramDeps, there: Place, payload: string | null): Promise<void> => {
  const { format } = deps.messages(there.locale);
  const link = payload === null ? null : botLink(await deps.me(), payload);
  await deps.post.write(there, {
    text: link === null ? format('chat.sent-privately') : format('chat.open-first'),
    rows: link === null ? [] : [[{ text: format('chat.open'), url: link }]],
  });
};

/** Shows a reply where it was asked for, or to the asker alone. `payload` asks for it again. */
export const showReply = async (
  deps: TelegramDeps,
  there: Place,
  reply: Reply,
  payload: string,
  rows: Rows = actionRows(reply.actions, deps.messages(there.locale)),
  hidden: Heard | null = null,
): Promise<void> => {
  if (hidden !== null && reply.clips.length === 0) {
    const text = replyText(deps.messages(there.locale), reply, there.locale);
    const whispered = deps.whisper(there, there.user, hidden, { text, rows }).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Closed)) throw error;
        return false;
      },
    );
    if (await whispered) return;
  }
  if (!there.group || !reply.ephemeral || forAll.has(reply.text.key)) return put(deps, there, reply, rows);
  try {
    await put(deps, wantAside(there), reply, rows);
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    return tellAside(deps, there, payload);
  }
  await tellAside(deps, there, null);
};

/** Says what went wrong, on the card where there is one. */
export const showFailure = async (deps: TelegramDeps, there: Place, error: unknown): Promise<void> => {
  const failure = asFailure(error);
  if (failure.kind === 'internal') deps.log.error({ error }, 'update failed');
  const content = { text: troubleText(deps.messages(there.locale), failure), rows: [] };
  if (there.card !== null && (await open(deps.cards.show(there, content, true)))) return;
  await deps.post.write(there, content);
};
