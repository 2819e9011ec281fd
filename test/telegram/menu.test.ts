import { describe, expect, it } from 'vitest';
import { actionRows, inRows } from '../../adapters/telegram/keyboard.ts';
import { menuRows, menuFromWire as read } from '../../adapters/telegram/menu.ts';
import { postOptions } from '../../adapters/telegram/telegram-target.ts';
import { animate } from '../../commands/animate.ts';
import { effects as all } from '../../effects/all.ts';
import { english } from '../messages/opened.ts';

const options = { ...animate.options, ...postOptions };
const menuFromWire = (data: string) => read(data, options);
const effects = all.map(({ name, version, needs, defaults, ...effect }) => ({
  ...{ name, version, photos: needs.photos, seconds: defaults.seconds },
  favourite: 'favourite' in effect,
  speaks: effect.people === 'speak',
  kept: null,
}));
const around = (count = 1, alone = true) => ({
  options,
  effects,
  count,
  alone,
  messages: english,
});
const empty = { user: 4_000_000_123, chosen: {}, swapped: false };
const main = { kind: 'main' } as const;

type Rows = ReturnType<typeof menuRows>;
const texts = (rows: Rows) => rows.flat().map(({ text }) => text);
const press = (rows: Rows, label: string) => {
  const button = rows.flat().find(({ text }) => text.includes(label));
  const read = menuFromWire(button?.callback_data ?? '');
  if (read === null) throw new Error(`no ${label} among ${texts(rows)}`);
  return read;
};

it('buttons in Japanese are counted by their width', () => {
  const rows = inRows(['秒数', 'アスペクト比', '動き'].map((text) => ({ text: `⏱ ${text}` })));
  expect(rows.map((row) => row.length)).toEqual([2, 1]);
});

describe('the buttons under a clip', () => {
  it('stand with those that belong to them, votes first and Delete apart', () => {
    const id = 'A'.repeat(22);
    const wires = ['reroll', 'edit', 'extend', 'share', 'preset:save', 'motion:less', 'motion:more', 'save'];
    const actions = [...wires, 'recipe', 'rate:up', 'rate:down', 'delete:ask', 'vote:0'].map((wire) => {
      const [command = '', argument] = wire.split(':');
      return { command, id, ...(argument !== undefined && { argument }) };
    });
    const rows = actionRows(actions, english).map((row) => row.map(({ text }) => text.replace(/^\S+ /u, '')));
    expect(rows).toEqual([
      [expect.stringContaining('Vote')],
      ['Reroll', 'Edit', 'Extend'],
      ['Less motion', 'More motion'],
      ['Recipe', 'Like', 'Dislike'],
      ['Save as…'],
      ['Share', 'Save as preset'],
      ['Delete'],
    ]);
  });
});

describe('the keyboard under a photo', () => {
  it('offers effects, more of them, and the settings there are', () => {
    const rows = menuRows(empty, main, around());
    expect(texts(rows).slice(0, 6)).toEqual(['Parallax', 'Old photo', 'Dance', 'Kiss', 'Hug', 'More']);
    expect(texts(rows).slice(6)).toEqual([
      ...['⏱ Seconds', '📐 Aspect ratio', '🌊 Motion', '👁 Visibility', '🙈 Spoiler', '🎞 GIF'],
    ]);
    const more = menuRows(empty, press(rows, 'More').pressed, around());
    expect(more.flat()).toHaveLength(effects.length + 1);
  });

  it('carries every choice in its buttons', () => {
    const open = press(menuRows(empty, main, around()), 'Aspect ratio');
    const set = press(menuRows(open.menu, open.pressed, around()), '9:16');
    expect(set).toEqual({ menu: { ...empty, chosen: { ratio: '9:16' } }, pressed: main });
    const seconds = press(menuRows(set.menu, main, around()), 'Seconds');
    const both = press(menuRows(seconds.menu, seconds.pressed, around()), '7 sec');
    const made = press(menuRows(both.menu, main, around()), 'Dance');
    expect(made.menu.chosen).toEqual({ ratio: '9:16', seconds: '7' });
    expect(made.pressed).toEqual({ kind: 'make', effect: 'dance' });
  });

  it('never outgrows 64 bytes, whatever is chosen by whomever', () => {
    const chosen = {
      seconds: '10',
      ratio: 'photo',
      motion: 'medium',
      visibility: 'community',
      spoiler: 'on',
      gif: 'on',
    };
    const full = { user: -1_009_999_999_999, chosen, swapped: true };
    const pages = [main, { kind: 'more' }, { kind: 'open', option: 'visibility' }] as const;
    const buttons = pages.flatMap((page) => menuRows(full, page, around(2, false)).flat());
    const sizes = buttons.map(({ callback_data: data = '' }) => Buffer.byteLength(data));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
    expect(buttons.every(({ callback_data: data = '' }) => menuFromWire(data) !== null)).toBe(true);
    expect(press(menuRows(full, { kind: 'more' }, around(2, false)), 'Talking head').menu).toEqual(full);
  });

  it('fits a phone', () => {
    for (const page of [main, { kind: 'more' }, { kind: 'open', option: 'visibility' }] as const)
      for (const row of menuRows(empty, page, around(2, false)))
        if (row.length > 1) expect([...texts([row]).join('')].length).toBeLessThanOrEqual(30);
  });

  it('turns a flag on and off', () => {
    const on = press(menuRows(empty, main, around()), 'Spoiler');
    expect(on.menu.chosen).toEqual({ spoiler: 'on' });
    const rows = menuRows(on.menu, main, around());
    expect(texts(rows)).toContain('✓ Spoiler');
    expect(press(rows, 'Spoiler').menu.chosen).toEqual({});
  });

  it('begins with what two photos become, and swaps them', () => {
    const rows = menuRows(empty, main, around(2));
    expect(texts(rows).slice(0, 2)).toEqual(['Kiss', 'Hug']);
    const swapped = press(rows, 'Swap');
    expect(swapped.menu.swapped).toBe(true);
    expect(press(menuRows(swapped.menu, main, around(2)), 'Swap').menu.swapped).toBe(false);
  });

  it('offers nothing for two where there are three', () => {
    expect(texts(menuRows(empty, { kind: 'more' }, around(3)))).not.toContain('Kiss');
  });

  it('speaks of no community where there is none', () => {
    const open = { kind: 'open', option: 'visibility' } as const;
    expect(texts(menuRows(empty, open, around()))).not.toContain('Community');
    expect(texts(menuRows(empty, open, around(1, false)))).toContain('Community');
  });

  it.each([
    '',
    '~',
    '~!x|||||1',
    '~9|||||1|',
    '~!kiss||||1|',
    'reroll:AAAAAAAAAAAAAAAAAAAAAA',
    'x'.repeat(65),
  ])('reads nothing into what it did not make: %s', (data) => {
    expect(menuFromWire(data)).toBeNull();
  });
});
