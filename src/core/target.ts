import type { Json } from './json.ts';

/** Where a reply goes: the platform's name, and what that platform needs to find the channel again. */
export type Target = { readonly platform: string; readonly [key: string]: Json };

/** Surfaces for one person at a time. All others are chats, where people read what others get. */
const personal: ReadonlySet<string> = new Set(['terminal', 'web']);

export const isChat = (surface: string): boolean => !personal.has(surface);
