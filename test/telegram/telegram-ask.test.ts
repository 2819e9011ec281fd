import { describe, expect, it } from 'vitest';
import { formRows, stepFromWire } from '../../adapters/telegram/button-form.ts';
import type { Single } from '../../adapters/telegram/incoming.ts';
import {
  actionOfPayload,
  actionUnder,
  payloadOf,
  questionBehind,
  questionContent,
} from '../../adapters/telegram/telegram-ask.ts';
import { settings } from '../../commands/settings.ts';
import { effects } from '../../effects/all.ts';
import { english } from '../messages/opened.ts';

const me = { id: 77, username: 'photoplay_bot' };
const id = '-AAAAAAAAAAAAAAAAAAA_b';
const own = (more: Partial<Single>): Single => ({
  message_id: 5,
  chat: { id: 1, type: 'private' },
  from: { id: me.id, is_bot: true },
  ...more,
});

describe('a question of ours', () => {
  const { marks } = questionContent('Reply with a new motion prompt', me, {
    command: 'edit',
    option: 'prompt',
    id,
    user: 42,
  });
  const entities = (marks ?? []).map(({ type, ...mark }) => ({
    type,
    ...('url' in mark ? { url: mark.url } : {}),
  }));

  it('is understood from what it carries', () => {
    expect(questionBehind(own({ entities }), me)).toEqual({
      ...{ command: 'edit', option: 'prompt', id, user: 42 },
    });
  });

  it('is not believed when somebody else wrote it', () => {
    expect(questionBehind(own({ entities, from: { id: 78, is_bot: false } }), me)).toBeNull();
    expect(questionBehind(undefined, me)).toBeNull();
  });
});

describe('an answer to a message of ours', () => {
  const buttons = ['delete:BBBBBBBBBBBBBBBBBBBBBB', `reroll:${id}`, 'nonsense'];
  const reply_markup = { inline_keyboard: [buttons.map((data) => ({ callback_data: data }))] };

  it('is about what its buttons are about', () => {
    expect(actionUnder(own({ reply_markup }), me, 'reroll')).toEqual({ command: 'reroll', id });
    expect(actionUnder(own({ reply_markup, from: { id: 1, is_bot: false } }), me, 'reroll')).toBeNull();
  });

  it('can be a link', () => {
    expect(actionOfPayload(payloadOf({ command: 'recipe', id }))).toEqual({ command: 'recipe', id });
    expect(actionOfPayload('help')).toBeNull();
  });
});

describe('a form of buttons', () => {
  const known = { effects: effects.map(({ name }) => name), engines: [], models: [] };

  it('has all options of a command, and all they can be', () => {
    const rows = formRows(settings, null, known, english);
    const options = Object.keys(settings.options);
    expect(rows.flat().map(({ callback_data: data = '' }) => stepFromWire(data)?.option)).toEqual(options);
    const choices = formRows(settings, 'forbid-effect', known, english).flat();
    expect(choices).toHaveLength(effects.length + 1);
    for (const { callback_data: data = '' } of [...rows.flat(), ...choices])
      expect(stepFromWire(data)).toMatchObject({ command: 'settings' });
  });
});
