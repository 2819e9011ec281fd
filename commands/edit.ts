import { command } from '../src/core/command.ts';
import { cameras, motions, ratios, secondsRange } from '../src/core/order.ts';
import { orderAgain } from '../src/jobs/again.ts';
import type { House } from '../src/jobs/house.ts';
import { clipFor } from '../src/jobs/look.ts';
import { accept } from './accept.ts';

/** The same photo and seed with other wishes. */
export const edit = command({
  name: 'edit',
  films: true,
  options: {
    id: { type: 'id', required: true },
    prompt: { type: 'text', maximum: 500 },
    effect: { type: 'choice', choices: 'effects' },
    camera: { type: 'choice', choices: cameras },
    motion: { type: 'choice', choices: motions },
    seconds: { type: 'number', ...secondsRange, whole: false },
    ratio: { type: 'choice', choices: ratios },
  },
  run: async (house: House, request, { id, ...wishes }) => {
    const clip = await clipFor(house, request.actor, 'edit', id);
    const given = Object.entries(wishes).filter(([, value]) => value !== null);
    return accept(house, request, orderAgain(clip, request, Object.fromEntries(given)));
  },
});
