import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  doublePrecision,
  index,
  integer,
  jsonb,
  type PgColumn,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Advice } from '../../core/advice.ts';
import type { Clip, Recipe } from '../../core/clip.ts';
import type { InputKind } from '../../core/command.ts';
import type { Visibility } from '../../core/permission.ts';
import type { Delivered, SentParts } from '../../core/platform.ts';
import type { TakedownReason } from '../../core/reported-clip.ts';
import type { Target } from '../../core/target.ts';
import { jobs } from './jobs-table.ts';
import { moment } from './moment.ts';

/** The condition for public clips. Every gallery query uses it, and so do the partial indexes that serve them. */
export const shown = (table: { readonly visibility: PgColumn; readonly deletedAt: PgColumn }): SQL =>
  sql`${table.visibility} = 'public' and ${table.deletedAt} is null`;

export const clips = pgTable(
  'clips',
  {
    id: text().primaryKey(),
    sequence: bigserial({ mode: 'number' }).notNull(),
    job: text()
      .notNull()
      .references(() => jobs.id),
    take: integer().notNull(),
    owner: text().notNull(),
    community: text(),
    visibility: text().$type<Visibility>().notNull(),
    /** When the current visibility took effect. A clip that becomes public again gets a new time. */
    shownAt: timestamp('shown_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
    recipe: jsonb().$type<Recipe>().notNull(),
    effect: text().notNull().generatedAlwaysAs(sql`recipe #>> '{order,effect}'`),
    width: integer().notNull(),
    height: integer().notNull(),
    seconds: doublePrecision().notNull(),
    fps: doublePrecision().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    file: text().notNull(),
    thumbnail: text().notNull(),
    licence: text().notNull(),
    mark: text().$type<Clip['mark']>().notNull(),
    took: doublePrecision().notNull(),
    score: doublePrecision(),
    likes: integer().notNull().default(0),
    dislikes: integer().notNull().default(0),
    // Every clip starts with four virtual votes: one is positive, and another is weighted by its score.
    rank: doublePrecision()
      .notNull()
      .generatedAlwaysAs(sql`(likes + 1 + coalesce(score, 0.5)) / (likes + dislikes + 4)`),
    createdAt: moment('created_at').notNull().defaultNow(),
    deletedAt: moment('deleted_at'),
    /** When its files and its owner's text were erased too. */
    erasedAt: moment('erased_at'),
    /** The key of its unlisted link, and when that expires. */
    linkKey: text('link_key'),
    linkUntil: moment('link_until'),
    /** When moderators of its community hid it. */
    hiddenAt: moment('hidden_at'),
    /** Why an operator took it down. */
    takenDown: text('taken_down').$type<TakedownReason>(),
  },
  (table) => [
    uniqueIndex('clips_take').on(table.job, table.take),
    index('clips_unerased')
      .on(table.deletedAt)
      .where(sql`${table.deletedAt} is not null and ${table.erasedAt} is null`),
    index('clips_created').on(table.createdAt),
    index('clips_owner').on(table.owner, table.sequence).where(sql`${table.deletedAt} is null`),
    index('clips_newest').on(table.shownAt, table.id).where(shown(table)),
    index('clips_newest_effect').on(table.effect, table.shownAt, table.id).where(shown(table)),
    index('clips_newest_community').on(table.community, table.shownAt, table.id).where(shown(table)),
    index('clips_newest_both').on(table.community, table.effect, table.shownAt, table.id).where(shown(table)),
    index('clips_best').on(table.rank, table.id).where(shown(table)),
    index('clips_best_effect').on(table.effect, table.rank, table.id).where(shown(table)),
    index('clips_best_community').on(table.community, table.rank, table.id).where(shown(table)),
    index('clips_best_both').on(table.community, table.effect, table.rank, table.id).where(shown(table)),
  ],
);

/** Uploaded files: photos, and the sounds (no width or height), depth maps and logos that come with them. */
export const photos = pgTable(
  'photos',
  {
    id: text().primaryKey(),
    owner: text().notNull(),
    kind: text().$type<'photo' | InputKind>().notNull().default('photo'),
    sha256: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    file: text().notNull(),
    advice: jsonb().$type<readonly Advice[]>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    removedAt: moment('removed_at'),
  },
  (table) => [
    index('photos_expiry').on(table.expiresAt).where(sql`${table.removedAt} is null`),
    index('photos_owner').on(table.owner).where(sql`${table.removedAt} is null`),
  ],
);

/** The platform's own file id for a clip that was posted there. */
export const copies = pgTable(
  'copies',
  {
    clip: text()
      .notNull()
      .references(() => clips.id),
    platform: text().notNull(),
    file: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.clip, table.platform] })],
);

/** Messages that show a clip because its owner posted it, besides the delivery of its job. */
export const posts = pgTable(
  'posts',
  {
    id: text().primaryKey(),
    clip: text()
      .notNull()
      .references(() => clips.id),
    target: jsonb('address').$type<Target>().notNull(),
    delivered: text().$type<Delivered>().notNull(),
    parts: jsonb('memo').$type<SentParts>().notNull(),
    postedAt: moment('posted_at').notNull().defaultNow(),
  },
  (table) => [index('posts_clip').on(table.clip)],
);
