import { expect, it } from 'vitest';
import { openFirstAnswers } from '../../adapters/chat/first-answer.ts';

it('what follows a first answer waits for those of others, but not for long', async () => {
  const first = openFirstAnswers();
  const done: string[] = [];
  let end = (): void => {};
  const until = () =>
    new Promise<void>((resolve) => {
      end = resolve;
    });
  await first.letGoFirst();
  const given = first.send(until).then(() => done.push('answer'));
  const later = first.letGoFirst().then(() => done.push('rest'));
  end();
  await Promise.all([given, later]);
  expect(done).toEqual(['answer', 'rest']);
  const hanging = first.send(until);
  await first.letGoFirst();
  end();
  await hanging;
});
