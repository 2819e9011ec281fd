import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownerOfQuestion, readQuestion, writeQuestion } from '../../src/store/open-questions.ts';
import { openOwnStore } from './own-store.ts';

it('somebody’s oldest questions go when there are more than 200, and nobody else’s', async () => {
  const { store } = await openOwnStore(await mkdtemp(join(tmpdir(), 'photoplay-questions-')));
  const ask = (owner: string, id: string, minutes: number) =>
    writeQuestion(store.database, { owner, id, about: { id }, minutes });
  await ask('web:ben', 'his', 1);
  for (let number = 1; number <= 202; number += 1) await ask('web:ana', `number ${number}`, number + 1);
  expect(await readQuestion(store.database, 'web:ana', 'number 2')).toBeUndefined();
  expect(await readQuestion(store.database, 'web:ana', 'number 3')).toEqual({ id: 'number 3' });
  expect(await ownerOfQuestion(store.database, 'his')).toBe('web:ben');
  await store.close();
});
