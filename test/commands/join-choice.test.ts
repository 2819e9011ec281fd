import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buttonRows } from '../../adapters/discord/button-rows.ts';
import { join as joinCommand } from '../../commands/join.ts';
import { actionFromWire, actionToWire } from '../../src/core/action.ts';
import { actionValues } from '../../src/core/command-options.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { labelsOf } from '../../src/text/labels.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { english } from '../messages/opened.ts';
import { keep } from '../peers/marked.ts';
import { actor } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';

const stand = standUp();
const ana = actor('ana');

const clip = async (): Promise<string> => {
  const { database } = stand.store;
  const job = await insertJob(database, jobRow());
  if (job === null) throw new Error('not added');
  const row = clipRow(job.id, 1);
  await insertClip(database, row);
  await using workspace = await stand.services.storage.workspace();
  for (const key of [row.file, row.thumbnail]) {
    await writeFile(join(workspace.folder, 'bytes'), key);
    await keep(stand.services.storage, key, join(workspace.folder, 'bytes'));
  }
  return row.id;
};

it('in a chat, the clip that comes next is chosen by a button that names both', async () => {
  const first = await clip();
  const here = { target: { platform: 'telegram' } };
  await expect(ask(stand.services, 'join', ana, { id: first }, here)).rejects.toMatchObject({
    kind: 'join_count',
  });
  const others = [await clip(), await clip()].reverse();
  const asked = await ask(stand.services, 'join', ana, { id: first }, here);
  expect(asked.clips.map((entry) => entry.clip.id)).toEqual(others);
  expect(labelsOf(asked.actions, english).map(({ text }) => text)).toEqual(['Join 1', 'Join 2']);
  const pressed = asked.actions.map((action) => actionFromWire(actionToWire(action)));
  expect(pressed.map((action) => action && actionValues(joinCommand, action))).toEqual(
    others.map((clip2) => ({ id: first, clip2 })),
  );
  const all = asked.actions;
  const values = all[0] && actionValues(joinCommand, all[0], all.slice(1));
  expect(values).toMatchObject({ id: first, clip2: others[0], clip3: others[1] });
  expect(buttonRows(all, english)).toMatchObject([{ components: [{ max_values: 2, options: [{}, {}] }] }]);
  for (const action of asked.actions) expect(actionToWire(action).length).toBeLessThanOrEqual(64);
  // Where nothing is pressed, all are named at once.
  const typed = ask(stand.services, 'join', ana, { id: first }, { target: { platform: 'terminal' } });
  await expect(typed).rejects.toMatchObject({ kind: 'join_count' });
});
