import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const folderOf = (known: string): string => dirname(createRequire(import.meta.url).resolve(known));

// The second folder holds the compiled browser scripts.
const folders = [folderOf('#assets/site.css'), folderOf('#client/play.js')];

const names = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)),
);

const version = names
  .sort()
  .reduce((hash, name) => hash.update(readFileSync(name)), createHash('sha256'))
  .digest('base64url')
  .slice(0, 10);

const prefix = `/assets/${version}/`;

/** The URL of a static asset such as `site.css`. It changes whenever any asset changes. */
export const asset = (name: string): string => `${prefix}${name}`;

/** The text of an asset such as `credits.txt`. */
export const assetText = (name: string): string =>
  readFileSync(join(folderOf('#assets/site.css'), name), 'utf8');

/** Serves static assets and enables `answer.sendFile(name, folder)` in routes. */
export const serveAssets = async (server: FastifyInstance): Promise<void> => {
  await server.register(fastifyStatic, {
    root: folders,
    prefix,
    index: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '365d',
    setHeaders: (answer) => {
      answer.setHeader('x-robots-tag', 'all');
    },
  });
  // A worker covers the paths below its own, so it can't be under the prefix.
  server.get('/share-worker.js', (_request, answer) =>
    answer.header('cache-control', 'no-cache').sendFile('share-worker.js', { maxAge: 0, immutable: false }),
  );
  // Browsers and other clients request this path no matter what the page links to.
  server.get('/favicon.ico', (_request, answer) => answer.sendFile('icon-192.png'));
};
