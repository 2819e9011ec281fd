import { type Action, actionFromWire, pressKey } from '../../src/core/action.ts';
import { clipBehind } from '../../src/core/behind.ts';
import { actionValues, type BoundCommand, commandNamed } from '../../src/core/command.ts';
import { asFailure, Failure } from '../../src/core/failure.ts';
import { mannersIn } from '../../src/core/manners.ts';
import type { Reply } from '../../src/core/reply.ts';
import { payloadOf, questionContent } from './ask.ts';
import { type Asker, askerOf, placeFor, requestOf } from './asked.ts';
import { failureText, replyText } from './card.ts';
import type { Counter } from './counter.ts';
import { botLink, ownerOf } from './desk.ts';
import { formRows, isSaid, type Step, stepFromWire } from './form.ts';
import type { Message, Press } from './incoming.ts';
import { actionRows } from './keyboard.ts';
import { menuFromWire } from './menu.ts';
import { onMenu } from './menu-press.ts';
import { produce } from './produce.ts';
import { Closed, isOutage } from './send.ts';
import { showReply } from './show.ts';
import { openToast, type Toast } from './toast.ts';

/** A press under a message of ours. */
type Under = {
  readonly asker: Asker;
  readonly message: Message;
  readonly toast: Toast;
  readonly key: string;
};

/** Commands that change what their button stands under; the others answer with a message of their own. */
const changing = new Set(['share', 'delete', 'cancel', 'rate']);

const placeUnder = ({ asker, message }: Under, covered: boolean) =>
  placeFor(asker, {
    photo: message.reply_to_message?.message_id ?? message.message_id,
    spoiler: covered || message.has_media_spoiler === true,
  });

const changeMessage = async (
  counter: Counter,
  { asker, message }: Under,
  { command, argument }: Action,
  reply: Reply,
): Promise<void> => {
  const { post, speech } = counter.desk;
  const hidden = command === 'share' && argument === 'private' && asker.group;
  if (reply.text.key === 'deleted' || hidden) return post.remove(asker.chat, message.message_id);
  if (reply.actions.length === 0) return;
  await post.editRows(asker.chat, message.message_id, actionRows(reply.actions, speech(asker.locale)));
};

const change = async (
  counter: Counter,
  under: Under,
  command: BoundCommand,
  action: Action,
): Promise<void> => {
  const { asker, key, toast } = under;
  const place = placeUnder(under, false);
  const request = await requestOf(counter, asker, command, { place, key, usual: 'private' });
  const reply = await command.run(request, actionValues(command, action));
  const speech = counter.desk.speech(asker.locale);
  await toast.say(replyText(speech, reply, asker.locale));
  await changeMessage(counter, under, action, reply).catch((error: unknown) => {
    // Messages older than two days stay; the clip behind them is changed all the same.
    if (!(error instanceof Closed)) throw error;
  });
};

/** Shows what was asked for by a press: to all, or to the presser alone. */
const tell = async (counter: Counter, under: Under, action: Action, reply: Reply): Promise<void> => {
  const { asker, toast } = under;
  const { desk } = counter;
  const speech = desk.speech(asker.locale);
  const place = placeUnder(under, false);
  const spot = { ...place, photo: under.message.message_id };
  const rows = actionRows(reply.actions, speech);
  if (!asker.group || !reply.ephemeral) {
    await toast.say();
    return showReply(desk, spot, reply, payloadOf(action), rows);
  }
  const content = { text: replyText(speech, reply, asker.locale), rows };
  try {
    await desk.whisper(spot, asker.user, toast.heard, content);
    await toast.say();
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    await tellAlone(counter, under, action, content.text, rows);
  }
};

const tellAlone = async (
  { desk }: Counter,
  { asker, toast }: Under,
  action: Action,
  text: string,
  rows: ReturnType<typeof actionRows>,
): Promise<void> => {
  try {
    await desk.post.write({ chat: asker.user, thread: null, photo: null }, { text, rows });
    await toast.say(desk.speech(asker.locale).chat.sentPrivately);
  } catch (error) {
    if (!(error instanceof Closed)) throw error;
    await toast.open(botLink(await desk.me(), payloadOf(action)));
  }
};

// Who presses a button many times is answered many times, but only the first press needs a card.
const atHand = new Set<string>();

/** Makes a clip of another. */
const film = async (counter: Counter, under: Under, command: BoundCommand, action: Action): Promise<void> => {
  const { asker, message, toast } = under;
  const { desk } = counter;
  const speech = desk.speech(asker.locale);
  const manners = await mannersIn(counter, asker.community);
  const place = placeUnder(under, manners.covered);
  const key = pressKey(`telegram:${asker.chat}:${message.message_id}:${asker.user}`, action);
  const request = await requestOf(counter, asker, command, { place, key, usual: manners.visibility });
  const clip = await clipBehind(counter, request, command, action.id);
  if (command.name === 'edit') {
    const question = { command: 'edit', option: 'prompt', id: action.id };
    await toast.say();
    const asked = questionContent(speech.chat.newMotion, await desk.me(), question);
    return desk.post.ask({ ...place, photo: message.message_id }, asked);
  }
  const hidden = clip === null || clip.visibility === 'private';
  const values = actionValues(command, action);
  const wish = { asker, command, values, given: [], place, manners, hidden, key };
  const effect = clip?.recipe.order.effect ?? '';
  if (atHand.has(key) || (await counter.begun(ownerOf(asker.user), key)))
    return toast.say(speech.replies.already_accepted({ effect }));
  atHand.add(key);
  const reply = await produce(counter, wish).finally(() => atHand.delete(key));
  await toast.say(
    reply?.text.key === 'already_accepted' ? replyText(speech, reply, asker.locale) : undefined,
  );
};

const onAction = async (counter: Counter, under: Under, action: Action): Promise<void> => {
  const { asker, key } = under;
  const command = commandNamed(counter, action.command);
  if (changing.has(command.name)) return change(counter, under, command, action);
  if (command.films) return film(counter, under, command, action);
  const place = placeUnder(under, false);
  const request = await requestOf(counter, asker, command, { place, key, usual: 'private' });
  await tell(counter, under, action, await command.run(request, actionValues(command, action)));
};

/** A step in a form of buttons, such as the settings of a group. */
const onStep = async (
  counter: Counter,
  under: Under,
  { command: name, option, value }: Step,
): Promise<void> => {
  const { asker, key, message, toast } = under;
  const { desk } = counter;
  const command = commandNamed(counter, name);
  const speech = desk.speech(asker.locale);
  const place = placeUnder(under, false);
  const request = await requestOf(counter, asker, command, { place, key, usual: 'private' });
  const values = option !== null && value !== null ? { [option]: value } : {};
  // It says whether somebody may, whatever is asked.
  const reply = await command.run(request, values);
  await toast.say();
  if (option !== null && value === null && isSaid(command.options[option])) {
    const question = { command: name, option, id: null };
    const asked = questionContent(
      speech.chat.say(speech.options[option] ?? option),
      await desk.me(),
      question,
    );
    return desk.post.ask({ ...place, photo: message.message_id }, asked);
  }
  const rows = formRows(command, value === null ? option : null, counter.known, speech);
  const text = replyText(speech, reply, asker.locale);
  await desk.post.edit(asker.chat, message.message_id, { text, rows });
};

const refuse = async (
  counter: Counter,
  under: Under | null,
  toast: Toast,
  locale: string,
  action: Action | null,
  error: unknown,
): Promise<void> => {
  const failure = asFailure(error);
  if (failure.kind === 'internal') counter.desk.log.error({ error }, 'press failed');
  const speech = counter.desk.speech(locale);
  const remixable = failure.kind === 'not_allowed' && action !== null && action.command !== 'cancel';
  const text = failureText(speech, failure);
  await toast.say(remixable ? `${text} ${speech.chat.remixInstead}` : text);
  if (!remixable || under === null || !under.asker.group) return;
  const rows = actionRows([{ command: 'remix', id: action.id }], speech);
  const spot = { ...placeUnder(under, false), photo: under.message.message_id };
  await counter.desk
    .whisper(spot, under.asker.user, toast.heard, { text, rows })
    .catch((problem: unknown) => {
      if (!(problem instanceof Closed)) throw problem;
    });
};

/** Answers a press. Nothing it needs lives in memory, so any process can, after any restart. */
export const onPress = async (counter: Counter, press: Press, key: string): Promise<void> => {
  const { data = '', from, id, message } = press;
  const toast = openToast(counter.desk.post, id);
  const asker = message === undefined ? null : askerOf(message, from);
  const under = asker === null || message === undefined ? null : { asker, message, toast, key };
  const action = actionFromWire(data);
  try {
    const menu = menuFromWire(data);
    const step = stepFromWire(data);
    if (under === null) throw new Failure('not_found');
    if (menu !== null) {
      await onMenu(counter, under.asker, { message: under.message, ...menu });
      await toast.say();
    } else if (step !== null) await onStep(counter, under, step);
    else if (action !== null) await onAction(counter, under, action);
    else throw new Failure('not_found');
  } catch (error) {
    if (isOutage(error)) throw error;
    if (error instanceof Closed) return await toast.say();
    await refuse(counter, under, toast, from.language_code ?? 'en', action, error);
  } finally {
    toast.close();
  }
};
