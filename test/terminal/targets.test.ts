import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { chooseTargets, findPhotos } from '../../adapters/terminal/targets.ts';
import { useFolder } from '../media/folders.ts';

const folder = useFolder();

it('a folder is its photos, and for several photos --out is one', async () => {
  const album = folder.inside('album');
  await mkdir(`${album}/more`, { recursive: true });
  for (const name of ['b.JPG', 'a.png', 'notes.txt', 'more/c.jpg']) await writeFile(`${album}/${name}`, '');
  const photos = await findPhotos([album]);
  expect(photos.map((path) => basename(path))).toEqual(['a.png', 'b.JPG']);
  expect(await findPhotos([`${album}/more`, `${album}/*.txt`])).toHaveLength(2);
  await mkdir(folder.inside('empty'));
  expect(await findPhotos([folder.inside('empty')])).toEqual([folder.inside('empty')]);

  const out = folder.inside('clips');
  expect(await chooseTargets(photos, 'snow', out)).toEqual([`${out}/a-snow.mp4`, `${out}/b-snow.mp4`]);
  for (const path of [folder.inside('new.mp4'), `${album}/notes.txt`])
    await expect(chooseTargets(photos, 'snow', path)).rejects.toMatchObject({
      ...{ kind: 'output_not_folder', facts: { path } },
    });
  await mkdir(folder.inside('old.gif'));
  expect(await chooseTargets(photos, 'snow', folder.inside('old.gif'))).toHaveLength(2);
});
