import type { ChatServices } from '../../adapters/chat/chat.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import { english, languages } from '../messages/opened.ts';
import { unfenced } from './fence.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What a chat needs, around these parts: nothing is stored, and nobody has made anything. */
export const servicesAround = (parts: Partial<ChatServices> = {}): ChatServices => ({
  log: quiet,
  hosts: [],
  photoDays: 30,
  languages,
  sample: 'sample.mp4' as MarkedFile,
  messages: () => english,
  workspace: () => Promise.reject(new Error('nothing is sent here')),
  fit: async () => null,
  link: () => null,
  copies: { find: async () => new Map(), keep: async () => {} },
  updates: {
    receive: async (updates) => new Set(updates.map(({ id }) => id)),
    hold: async (held) => new Set(held.map(({ id }) => id)),
    takeLost: async () => [],
    bundled: async () => [],
    claim: async (bundle) => ({ id: bundle, tries: 1 }),
    note: async () => {},
    isWaiting: async () => false,
    finish: async () => {},
    forget: async () => {},
  },
  remembered: { read: async () => null, write: async () => {} },
  presetNames: async () => [],
  defaults: async () => ({ visibility: 'private', spoiler: false, off: [] }),
  forms: { keep: async () => '', find: async () => null, drop: async () => {} },
  undelivered: async () => null,
  untilDelivering: () => unfenced,
  ownItems: async () => [],
  jobOf: async () => null,
  jobsAt: async () => [],
  hasOrderAt: async () => false,
  dropPending: async () => {},
  communityBehind: async () => null,
  ownerBehind: async () => null,
  started: async () => false,
  moveCard: async () => true,
  moveCommunity: async () => {},
  ...parts,
});
