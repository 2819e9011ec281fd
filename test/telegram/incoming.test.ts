import { expect, it } from 'vitest';
import { readUpdate } from '../../adapters/telegram/incoming.ts';

const posted = { message_id: 7, chat: { id: -100, type: 'channel' }, text: '/animate' };
const copied = { message_id: 8, chat: { id: -200, type: 'supergroup' }, text: '/animate' };

it('a post in a channel is heard once: its copy in the linked group isn’t a request of its own', () => {
  expect(readUpdate({ update_id: 1, channel_post: posted })?.message?.message_id).toBe(7);
  expect(readUpdate({ update_id: 2, message: { ...copied, is_automatic_forward: true } })).toEqual({
    update_id: 2,
  });
  expect(readUpdate({ update_id: 3, message: copied })?.message?.message_id).toBe(8);
  expect(readUpdate({ update_id: 4, edited_channel_post: posted })?.edited_message?.message_id).toBe(7);
  const changed = { ...copied, is_automatic_forward: true };
  expect(readUpdate({ update_id: 5, edited_message: changed })).toEqual({ update_id: 5 });
});
