import type { Json } from './json.ts';

/** Where an answer goes: the platform's name, and what that platform needs to find the place again. */
export type Target = { readonly platform: string; readonly [key: string]: Json };
