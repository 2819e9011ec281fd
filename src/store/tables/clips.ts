import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Advice } from '../../core/advice.ts';
import type { Clip } from '../../core/clip.ts';
import type { FileKind } from '../../core/command.ts';
import type { Recipe } from '../../core/recipe.ts';
import type { Visibility } from '../../core/visibility.ts';
import { jobs } from './jobs.ts';
import { moment } from './moment.ts';

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
    recipe: jsonb().$type<Recipe>().notNull(),
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
    createdAt: moment('created_at').notNull().defaultNow(),
    deletedAt: moment('deleted_at'),
  },
  (table) => [
    uniqueIndex('clips_take').on(table.job, table.take),
    index('clips_owner').on(table.owner, table.sequence).where(sql`${table.deletedAt} is null`),
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
  (table) => [index('photos_expiry').on(table.expiresAt).where(sql`${table.removedAt} is null`)],
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
