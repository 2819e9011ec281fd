import type { Config } from '../config.ts';
import { isLoopback } from '../core/loopback.ts';

/** Whether only this machine can reach the site. Behind a public address every stranger may seem to come from this machine. */
export const isLocalOnly = ({ HOST, PUBLIC_URL }: Pick<Config, 'HOST' | 'PUBLIC_URL'>): boolean =>
  PUBLIC_URL === undefined && isLoopback({ hostname: HOST.includes(':') ? `[${HOST}]` : HOST });
