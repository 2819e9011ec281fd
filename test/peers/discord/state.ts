import { generateKeyPairSync } from 'node:crypto';
import { canary } from '../../captured/captured.ts';
import type { Fault } from './faults.ts';
import {
  type Channel,
  type Clock,
  type Guild,
  type Message,
  openClock,
  snowflakes,
  type User,
} from './world.ts';

export type Kind = 'command' | 'component' | 'autocomplete' | 'modal';

export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly kind: Kind;
  readonly user: User;
  readonly channel: Channel;
  /** How the application got there: added to the server, or installed by the user alone. */
  readonly installed: 'guild' | 'user';
  readonly createdAt: number;
  readonly awakeAt: number;
  readonly sizeLimit: number;
  /** The message whose button was pressed. */
  readonly source: Message | null;
  acknowledgedAt: number | null;
  deferred: 'message' | 'update' | null;
  original: Message | null;
  modal: Record<string, unknown> | null;
  choices: readonly { name: string; value: string | number }[] | null;
  followUps: number;
};

export type StoredFile = {
  readonly bytes: Buffer;
  readonly type: string;
  readonly expiresAt: number;
  readonly serve: Serve;
};

/** How the CDN hands a file over. */
export type Serve = 'plain' | 'expired' | 'redirect' | 'cut' | 'slow' | { readonly type: string };

export type Called = {
  readonly method: string;
  readonly path: string;
  readonly at: number;
  readonly status: number;
};

export type State = {
  readonly clock: Clock;
  readonly id: () => string;
  readonly token: string;
  readonly application: string;
  readonly bot: User;
  readonly keys: ReturnType<typeof keyPair>;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  readonly interactions: Map<string, Interaction>;
  readonly files: Map<string, StoredFile>;
  /** By server, or `global`. */
  readonly commands: Map<string, readonly Record<string, unknown>[]>;
  readonly faults: Fault[];
  /** Everything the application got wrong; a good one leaves this empty. */
  readonly complaints: string[];
  readonly called: Called[];
  cdn: string;
};

const keyPair = () => generateKeyPairSync('ed25519');

/** The application's public key in hex, as its page shows it. */
export const publicKeyOf = ({ keys }: Pick<State, 'keys'>): string =>
  keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

export const openState = (): State => {
  const clock = openClock();
  const id = snowflakes(clock.now);
  const application = id();
  const token = `${Buffer.from(application).toString('base64url')}.peer.${id()}`;
  canary('secret', token);
  return {
    clock,
    id,
    token,
    application,
    bot: { id: application, name: 'Photoplay', locale: 'en-US', directMessages: true },
    keys: keyPair(),
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    files: new Map(),
    commands: new Map(),
    faults: [],
    complaints: [],
    called: [],
    cdn: '',
  };
};
