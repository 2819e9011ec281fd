import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { ratios, secondsRange } from '../src/core/order.ts';
import { firstVisibilities } from '../src/core/permission.ts';
import { defaultNames, type PersonalDefaults } from '../src/core/personal-defaults.ts';
import { reply } from '../src/core/reply.ts';
import { changeDefaults, ownDefaults } from '../src/jobs/own-defaults.ts';
import type { Services } from '../src/jobs/services.ts';

/** Shows what a person set for their new clips, and sets or resets it. */
export const defaults = command({
  name: 'defaults',
  ownData: true,
  personal: true,
  form: true,
  options: {
    effect: { type: 'choice', choices: 'effects' },
    model: { type: 'choice', choices: 'models' },
    ratio: { type: 'choice', choices: ratios },
    seconds: { type: 'number', ...secondsRange, whole: false },
    commercial: { type: 'flag' },
    // Elsewhere clips belong to no community.
    visibility: { type: 'choice', choices: firstVisibilities, on: 'chats' },
    reset: { type: 'choice', choices: ['all', ...defaultNames] },
  },
  run: async (services: Services, { actor }, { reset, ...values }) => {
    if (actor.id === '') throw new Failure('not_allowed');
    const changes = Object.entries(values).filter(([, value]) => value !== null);
    const stays = (name: string): boolean => reset !== 'all' && reset !== name;
    const change = (before: PersonalDefaults): PersonalDefaults => ({
      ...Object.fromEntries(Object.entries(before).filter(([name]) => stays(name))),
      ...Object.fromEntries(changes),
    });
    const set =
      changes.length === 0 && reset === null
        ? await ownDefaults(services, actor.id)
        : await changeDefaults(services, actor.id, change);
    return reply({ key: 'defaults', values: { set } });
  },
});
