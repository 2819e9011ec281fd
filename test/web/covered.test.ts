import { describe, expect, it } from 'vitest';
import { recipeCard } from '../../adapters/web/play/recipe-card.ts';
import { takesCard } from '../../adapters/web/play/takes-card.ts';
import type { Clip } from '../../src/core/clip.ts';
import { english } from '../messages/opened.ts';
import { clipRow } from '../store/rows.ts';
import { openGallery } from './web-gallery-stand.ts';

const { text, add } = openGallery('https://clips.example');

describe('a clip that is covered', () => {
  it.each([{ spoiler: true }, { adult: true }])(
    'because of %o shows nothing of itself in the gallery, feed and link previews before it is asked for',
    async (why) => {
      const id = await add({ order: why });
      const open = await add();
      const bytes = (of: string) => new RegExp(`/files/${of}\\.(?:mp4|jpg)`);
      for (const path of ['/gallery', '/gallery.atom', '/gallery.rss']) {
        const body = await text(path);
        expect(body, path).toContain(`/c/${id}`);
        expect(body, path).not.toMatch(bytes(id));
        expect(body, path).toMatch(bytes(open));
      }
      const page = await text(`/c/${id}`);
      const [, cover = ''] = /<details class="covered">(.*?)<\/details>/s.exec(page) ?? [];
      expect(cover).toMatch(bytes(id));
      // Only what its viewer asks for besides: the file to be kept.
      const around = page.replace(cover, '').replace(`/files/${id}.mp4?download`, '');
      expect(around).not.toMatch(bytes(id));
      expect(await text(`/c/${open}`)).not.toContain('class="covered"');
    },
  );

  it.each([{ spoiler: true }, { adult: true }])(
    'because of %o is also covered as a recipe to use, and as one of several takes',
    (why) => {
      const open = { ...clipRow('J', 1), createdAt: new Date() } as unknown as Clip;
      const covered = { ...open, recipe: { ...open.recipe, order: { ...open.recipe.order, ...why } } };
      const cards = (clip: Clip) => [recipeCard(english, clip), takesCard(english, [clip], [])];
      for (const card of cards(open)) expect(card).toMatch(/<video/);
      for (const card of cards(covered)) {
        expect(card).toMatch(/<details class="covered">.*?<video.*?<\/details>/s);
        // It takes as much room as what it covers.
        const { width, height } = open;
        expect(card).toContain(`viewBox="0 0 ${width} ${height}"`);
        expect(card.replace(/<details class="covered">.*?<\/details>/s, '')).not.toMatch(
          /<video|\.jpg|thumbnail/,
        );
      }
      expect(recipeCard(english, open)).toContain(english.format(`card.mark.${open.mark}`));
    },
  );
});
