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
import type { Clip } from '../../core/clip.ts';
import type { FileKind } from '../../core/command.ts';
import type { Recipe } from '../../core/recipe.ts';
import type { TakedownReason } from '../../core/takedown-reasons.ts';
import type { Visibility } from '../../core/visibility.ts';
import { jobs } from './jobs-table.ts';
import { moment } from './moment.ts';

/** What everybody may see: the one condition of every query for the gallery, and of the indexes that answer it. */
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
    /** Since when those see it who may see it now: what was public before is not what is public again. */
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
    // Four voices come with every clip, one of them in its favour and another as far as it is steady.
    rank: doublePrecision()
      .notNull()
      .generatedAlwaysAs(sql`(likes + 1 + coalesce(score, 0.5)) / (likes + dislikes + 4)`),
    createdAt: moment('created_at').notNull().defaultNow(),
    deletedAt: moment('deleted_at'),
    /** When its files and its owner's words were gone as well. */
    erasedAt: moment('erased_at'),
    /** Why an operator deleted it. */
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

/** What people gave: photos, and the sounds (without width and height), depth maps and logos beside them. */
export const photos = pgTable(
  'photos',
  {
    id: text().primaryKey(),
    owner: text().notNull(),
    kind: text().$type<'photo' | FileKind>().notNull().default('photo'),
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

/** Where a platform keeps a clip that was posted there, as it names the file. */
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
