import { readFile } from 'node:fs/promises';
import { Failure } from '../../core/failure.ts';
import { answerParent } from '../answer-parent.ts';
import { frameCount } from './footage.ts';
import { judge, type Score } from './judge.ts';
import type { ScoreTask } from './score.ts';

await answerParent(async ({ path, asked, ...facts }: ScoreTask): Promise<Score> => {
  const footage = { ...facts, pixels: await readFile(path) };
  if (frameCount(footage) === 0) throw new Failure('bad_output');
  return judge(footage, asked);
});
