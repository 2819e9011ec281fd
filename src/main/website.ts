import { randomBytes } from 'node:crypto';
import { adminPages } from '../../adapters/web/admin/admin-routes.ts';
import { fileRoutes } from '../../adapters/web/gallery/clip-files.ts';
import type { GalleryDeps } from '../../adapters/web/gallery/gallery-deps.ts';
import { galleryRoutes } from '../../adapters/web/gallery/gallery-routes.ts';
import { metrics } from '../../adapters/web/metrics.ts';
import { playground } from '../../adapters/web/play/play-routes.ts';
import type { Pages } from '../../adapters/web/server.ts';
import type { SignIn } from '../../adapters/web/sign-in.ts';
import { site } from '../../adapters/web/site.ts';
import { wellKnownRoutes } from '../../adapters/web/well-known.ts';
import type { Config } from '../config.ts';
import type { Metric } from '../core/metric.ts';
import { jobBehind, peopleOf } from '../jobs/block-owner.ts';
import { clipFile } from '../jobs/clip-answer.ts';
import { clipToSee, galleryPage } from '../jobs/gallery-pages.ts';
import { clipsOf, promptsOf } from '../jobs/lists.ts';
import { checkPhoto, previewPhoto, selectInPhoto } from '../jobs/photo-check.ts';
import { quote } from '../jobs/quote.ts';
import { like, likesOf } from '../jobs/rate-clip.ts';
import { enginesOf, jobsOf, openOverview, sheetOf } from '../jobs/read-overview.ts';
import { filesToReview, reportClip, reportsOf } from '../jobs/report-clip.ts';
import { openFigures } from '../jobs/service-metrics.ts';
import type { Services } from '../jobs/services.ts';
import { jobView, openJobViews, photoOf } from '../jobs/watch-jobs.ts';
import { packClips } from '../media/pack-clips.ts';
import { hasManifest } from '../media/provenance/has-manifest.ts';
import { eventsSince } from '../store/queue-figures.ts';
import { storedSessions } from '../store/sessions.ts';
import type { App } from './app.ts';
import type { OpenProvenance } from './signing.ts';
import { isLocalOnly, originOf, webSecret } from './web-url.ts';

const playPages = ({ services, commands, known, messages, fit }: App, secret: string): Pages => {
  return playground(
    {
      ...{ commands, known, secret },
      ...{ effects: services.effects, opinions: services.opinions },
      log: services.log,
      photo: (job) => photoOf(services, job),
      jobView: (job) => jobView(services, job),
      readJobs: openJobViews(services),
      checkPhoto: (path, folder) => checkPhoto(services, path, folder),
      previewPhoto: (path, folder) => previewPhoto(services, path, folder),
      selectInPhoto: (path, folder, at) => selectInPhoto(services, path, folder, at),
      prompts: (owner) => promptsOf(services, owner),
      ownClips: (owner, filter, before) => clipsOf(services, owner, before, { filter, size: 24 }),
      quote: (wish, photos) => quote(services, wish, photos),
      pack: packClips,
      fit,
      workspace: services.storage.workspace,
    },
    (locale) => messages.messagesFor(locale, 'web'),
  );
};

/** The gallery and the routes for clip files. */
export const galleryPages = (
  config: Pick<Config, 'PUBLIC_URL'>,
  app: Pick<App, 'known'> & {
    readonly services: Services;
    readonly provenance: Pick<OpenProvenance, 'signedBy'>;
  },
  secret: string,
): Pages[] => {
  const { known, provenance, services } = app;
  const deps: GalleryDeps = {
    effects: known.effects,
    origin: originOf(config),
    ownRoot: provenance.signedBy === null,
    secret,
    page: (actor, wish) => galleryPage(services, actor, wish),
    clip: (actor, id, opens = () => false) => clipToSee(services, actor, id, opens),
    likes: (actor, clip) => likesOf(services, actor, clip),
    like: (actor, clip, likes) => like(services, actor, clip, likes),
    files: (clip) => clipFile(services, clip),
    isSigned: (clip) => services.storage.clipPath(clip.file).then(hasManifest, () => false),
    report: (actor, id, reason, opens) => reportClip(services, actor, id, reason, opens),
  };
  return [galleryRoutes(deps), fileRoutes(deps)];
};

const signInWith = (config: Config, key: string | undefined, secret: string): SignIn => ({
  key: key ?? null,
  local: isLocalOnly(config),
  secret,
});

const operatorPages = (config: Config, app: App, secret: string): Pages => {
  const { commands, messages, operatorCommands, services } = app;
  // Others run these too, so they are no operator commands.
  const others = commands.filter(({ name }) => ['cancel', 'block', 'unblock'].includes(name));
  return adminPages({
    signIn: signInWith(config, config.ADMIN_KEY, secret),
    english: messages.messagesFor('en', 'web'),
    log: services.log,
    commands: [...operatorCommands, ...others],
    overview: openOverview(services),
    jobs: (filter, before, owner) => jobsOf(services, filter, before, owner),
    people: (words) => peopleOf(services, words),
    jobBehind: (id) => jobBehind(services, id),
    job: (id) => sheetOf(services, id),
    engines: () => enginesOf(services),
    reports: () => reportsOf(services),
    files: (id) => filesToReview(services, id),
  });
};

/** The metrics of this process and of the whole app; `own` returns figures from other parts of the process. */
export const openMetrics = (
  config: Config,
  { services }: App,
  own: () => readonly Metric[] = () => [],
): Pages =>
  metrics(
    {
      figures: openFigures(services),
      own,
      eventsSince: (since) => eventsSince(services.store.database, since),
      log: services.log,
    },
    signInWith(config, config.ADMIN_KEY, randomBytes(32).toString('base64url')),
  );

/** The pages this process serves; empty if its `ROLE` does not include the web. */
export const openPages = async (config: Config, app: App): Promise<Pages[]> => {
  if (config.ROLE !== 'all' && config.ROLE !== 'web') return [];
  const { messages, provenance, services } = app;
  const secret = await webSecret(services.store.database);
  return [
    site({
      languages: {
        locales: messages.languages,
        messages: (locale) => messages.messagesFor(locale, 'web'),
      },
      signIn: signInWith(config, config.WEB_ACCESS_KEY, secret),
      sessions: storedSessions(services.store.database, config.SESSION_DAYS),
      log: services.log,
      sections: [
        playPages(app, secret),
        ...galleryPages(config, app, secret),
        operatorPages(config, app, secret),
        wellKnownRoutes(provenance.root),
      ],
    }),
  ];
};
