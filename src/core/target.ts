import type { Json } from './json.ts';

/** Where a reply goes: the platform's name, and what that platform needs to find the channel again. */
export type Target = { readonly platform: string; readonly [key: string]: Json };
