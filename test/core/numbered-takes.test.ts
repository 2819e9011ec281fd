import { expect, it } from 'vitest';
import { replyText } from '../../adapters/discord/discord-text.ts';
import { inMessages } from '../../adapters/discord/outgoing.ts';
import type { Clip } from '../../src/core/clip.ts';
import { newId } from '../../src/core/id.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import { reply } from '../../src/core/reply.ts';
import { labelsOf } from '../../src/text/labels.ts';
import { messagesFor } from '../messages/opened.ts';
import { clipRow } from '../store/rows.ts';

it('numbers the clips of a result, and their buttons, on through all its messages', () => {
  const clips = Array.from({ length: 12 }, (_, index) => {
    const row = { ...clipRow('job', index + 1), id: newId(), sequence: index, score: null, took: 1 };
    const clip = { ...row, createdAt: new Date(0) } as unknown as Clip;
    return { clip, path: '' as MarkedFile, thumbnail: '' };
  });
  const actions = clips.map(({ clip: { id } }) => ({ command: 'clip', id, argument: 'take' }));
  const values = { effect: 'parallax', takes: 12, credits: 0, variants: true };
  const english = messagesFor('en', 'discord');
  const [first, second] = inMessages(reply({ key: 'finished', values }, { clips, actions }));
  const labels = (one = first) => labelsOf(one.actions, english).map(({ text }) => text);
  expect(labels()).toEqual(Array.from({ length: 10 }, (_, index) => `Take ${index + 1}`));
  expect(labels(second)).toEqual(['Take 11', 'Take 12']);
  expect(replyText(english, second ?? first)).toContain('**11**');
  const [, last] = inMessages(reply({ key: 'finished', values }, { clips: clips.slice(1), actions }));
  expect(labels(last)).toEqual(['Take 11']);
});
