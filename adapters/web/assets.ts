import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const folderOf = (known: string): string => dirname(createRequire(import.meta.url).resolve(known));

// The second holds what was compiled for browsers.
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

/** The address of one of our own files, such as `site.css`. It changes whenever any of them does. */
export const asset = (name: string): string => `${prefix}${name}`;

/** Serves our own files, and lets routes send files: `answer.sendFile(name, folder)`. */
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
  // Browsers and other programs ask for it by this name, whatever a page says.
  server.get('/favicon.ico', (_request, answer) => answer.sendFile('icon-192.png'));
};
