import type { Language } from '../language.ts';
import { counted } from './counted.ts';

export const chat: Language['chat'] = {
  start: (days) =>
    'Send me a photo and choose what it becomes, or write under it what should move: "slow zoom", "pan left".\n' +
    'Two photos together can kiss or hug. In a group, reply to a photo with /animate.\n' +
    `Clips are for you alone until you share them. Photos are kept ${counted(days, 'day')}, for rerolls; deleting a clip deletes its photo too.`,
  ask: 'What should happen? Choose, or send the photo again with words under it, such as "slow zoom".',
  askSeveral: (count) => `What should happen to these ${count} photos?`,
  more: 'More',
  back: 'Back',
  swap: (left) => `Photo ${left} is on the left: swap`,
  taking: 'Taking the photo in.',
  several: (done, count) => `${done} of ${count} clips ready`,
  photoMissing: 'Which photo? Write this under a photo, or as a reply to one.',
  notPhoto: 'Only photos can be animated, not stickers, GIFs, videos or voice. Send a photo.',
  choose: (command) => `Which one? (/${command})`,
  say: (option) => `Reply with: ${option}`,
  newMotion: 'Reply with the new motion; photo and seed stay.',
  sentPrivately: 'Sent to you privately.',
  openFirst: 'This is for you alone. Open the bot once, and it comes there.',
  open: 'Open the bot',
  remixInstead: 'To make your own, reply to the clip with /remix.',
  unsure: 'The clip is ready, but Telegram did not say whether it arrived. If it is not here, press Show.',
  make: 'Make a clip',
};
