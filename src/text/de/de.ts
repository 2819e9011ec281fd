import type { Warning } from '../../core/engine.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { failures } from './failures.ts';
import { names } from './names.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';
import { words } from './words.ts';

const { counted, plural, number, seconds, duration, percent, dollars, time } = grammar('de');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : ` von ${dollars(budget)}`);
const credits = (count: number): string => counted(count, { one: 'Credit', other: 'Credits' });
const jobs = (count: number): string => counted(count, { one: 'Auftrag', other: 'Aufträge' });

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `${what} ${asked} geht hier nicht; genommen wurde ${used}.`;

const visibilities: Translation['visibilities'] = {
  private: 'privat: nur du siehst ihn',
  community: 'für diese Community sichtbar',
  public: 'öffentlich',
};

const warnings: Translation['warnings'] = {
  ratio: replaced('Seitenverhältnis'),
  seconds: replaced('Länge'),
  resolution: replaced('Auflösung'),
  camera: replaced('Kamerafahrt'),
  seed: () => 'Dieses Modell kennt keinen wiederholbaren Seed.',
  engine: ({ asked, used }) => `${asked} war nicht zu haben; stattdessen hat ${used} gefilmt.`,
  prompt: () => 'Dieses Modell nimmt keinen Prompt an.',
  join: () => 'Der Clip davor wurde inzwischen gelöscht, deshalb ist das hier nur der neue Teil.',
  depth: () => 'Das Tiefenmodell ließ sich nicht nutzen; die Tiefe ist geschätzt.',
  motion: ({ used }) => `Das Bild bewegt sich um ${used} seiner Breite; über 15 % kann es gedehnt wirken.`,
};

export const de: Translation = {
  ...words,
  replies: {
    accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
      `„${called(effect)}“ läuft, ${takes === 1 ? `Seed ${seed}` : `${takes} Versionen ab Seed ${seed}`}.` +
      (most > 0 ? ` Kostet höchstens ${credits(most)}, dann bleiben ${number(left)}.` : ''),
    already_accepted: ({ effect }) => `„${called(effect)}“ läuft hier schon.`,
    finished: ({ effect, takes, credits: used, left }) =>
      (takes === 1
        ? `Dein Clip mit „${called(effect)}“ ist fertig`
        : `${takes} Versionen von „${called(effect)}“ sind fertig, die ruhigste zuerst`) +
      (used > 0
        ? ` (${credits(used)} verbraucht${left === undefined ? '' : `, ${number(left)} übrig`}).`
        : '.'),
    failed: ({ failure, facts }) => `${failures[failure](facts)} Es wurde nichts berechnet.`,
    cancelled: ({ wasRunning }) =>
      wasRunning
        ? 'Wird gestoppt. Was nicht fertig ist, kostet nichts.'
        : 'Abgebrochen. Was nicht fertig war, kostet nichts.',
    cancel_too_late: ({ outcome }) =>
      outcome === '' ? 'Zu spät: Der Clip ist schon unterwegs.' : 'Zu spät: Der Auftrag ist schon zu Ende.',
    clips: ({ count }) =>
      `${plural(count, { one: 'Dein neuester Clip', other: `Deine ${number(count)} neuesten Clips` })}.`,
    no_clips: () => 'Du hast noch keine Clips. Animiere ein Foto, und hier ist dein erster.',
    clip: ({ effect }) => `Ein Clip mit „${called(effect)}“.`,
    shared: ({ visibility }) => `Dieser Clip ist jetzt ${visibilities[visibility]}.`,
    deleted: ({ clips }) =>
      `${clips === 1 ? 'Der Clip ist' : `Alle ${number(clips)} Versionen sind`} gelöscht. Was schon anderswo gepostet wurde, bleibt dort.`,
    recipe: ({ clip }) => recipeInWords(clip, warnings),
    rated: ({ liked }) =>
      liked
        ? 'Notiert: Der Clip gefällt dir.'
        : 'Notiert: Der Clip gefällt dir nicht. Würfle neu für einen anderen.',
    effects: ({ count }) => `${counted(count, { one: 'Effekt', other: 'Effekte' })} zur Auswahl.`,
    queue: ({ count }) => `Bei dir ${plural(count, { one: 'läuft', other: 'laufen' })} ${jobs(count)}.`,
    queue_empty: () => 'Bei dir wartet und läuft gerade nichts.',
    credits: ({ left, daily, refill, pool, costs }) =>
      [
        `Du hast ${credits(left)}${daily > 0 ? `; aufgefüllt auf ${number(daily)} wird am ${time(refill)}` : ''}.`,
        ...(pool === null
          ? []
          : [
              `Diese Community hat ${number(pool.left)}; aufgefüllt auf ${number(pool.daily)} wird am ${time(refill)}.`,
            ]),
        ...(costs.length === 0
          ? []
          : [
              `Letzte Clips: ${costs
                .map(({ effect, held, spent }) =>
                  held > 0 ? `${called(effect)} bis zu ${held}` : `${called(effect)} ${spent}`,
                )
                .join(', ')}.`,
            ]),
        'Clips der lokalen Engine sind kostenlos.',
      ].join('\n'),
    granted: ({ owner, credits: given, left }) =>
      `${owner} hat ${credits(given)} bekommen und nun ${number(left)}.`,
    spending: ({ on, allowed, day, month, budgetDaily, budgetMonthly }) =>
      `Bezahlte Engines sind ${on ? 'an' : allowed ? 'aus' : 'aus, weil SPENDING auf off steht'}. Ausgegeben oder zugesagt: ` +
      `heute ${dollars(day)}${of(budgetDaily)}, diesen Monat ${dollars(month)}${of(budgetMonthly)}.`,
    settings: ({ rules }) => rulesInWords(rules),
    help: () =>
      'Gib ein Foto und wähle einen Effekt, oder schreib, was sich bewegen soll, etwa „slow zoom“ oder „pan left“. ' +
      'Du bekommst einen kurzen Clip, den nur du siehst, bis du ihn teilst.',
  },
  failures,
  warnings,
  advice: {
    small: 'Das Foto ist klein, der Clip wirkt vielleicht weich.',
    blurred: 'Das Foto ist unscharf; ein schärferes sieht in Bewegung besser aus.',
    flat_contrast: 'Das Foto hat wenig Kontrast; Tiefe ist darin schwer zu erkennen.',
    hard_contrast: 'Das Foto hat sehr viel Kontrast.',
    clipped: 'Große Teile sind ganz schwarz oder weiß, da kann sich nichts bewegen.',
    cluttered: 'Auf dem Foto ist viel los; ein ruhiger Hintergrund bewegt sich sauberer.',
    noisy: 'Das Foto rauscht; sanftes Entrauschen hilft.',
    narrow: 'Das Foto ist sehr schmal; an den Seiten wird vielleicht etwas abgeschnitten.',
  },
  states: {
    queued: 'wartet',
    generating: 'filmt',
    finishing: 'prüft und packt',
    delivering: 'unterwegs',
    done: 'fertig',
  },
  visibilities,
  stability: (score) => `Stabilität ${percent(score)}`,
  marks: { 'animated-locally': 'lokal animiert', 'ai-generated': 'KI-generiert' },
  card: {
    place: (place) => (place === 1 ? 'als Nächstes dran' : `Platz ${place} in der Reihe`),
    ready: (when) => `fertig ${when}`,
    seconds,
    seed: (seed) => `Seed ${seed}`,
    noSeed: 'kein wiederholbarer Seed',
    took: (time) => `hat ${duration(time)} gedauert`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'der Clip gehört dir',
        terms: (company) => `nach den Bedingungen von ${company}`,
        model: (free) => `Modell unter ${free}`,
      }),
    percent,
    number,
  },
  terminal: {
    usage: {
      command: '<Befehl>',
      options: '[Optionen]',
      photos: '<Foto> [zweites-Foto]',
      more: 'photoplay <Befehl> --help zeigt die Optionen dazu.',
    },
    took: (time) => `in ${seconds(time)}`,
    place: (place) => `Platz ${place} in der Reihe`,
    about: (time) => `noch etwa ${duration(time)}`,
    note: (text) => `Hinweis: ${text}`,
    tip: (text) => `Tipp: ${text}`,
    next: (flag) => `weiter: ${flag}`,
    photos: (count) => counted(count, { one: 'Foto', other: 'Fotos' }),
    done: (done, all) => `${done} von ${all} Fotos fertig`,
    animated: (done, all) => `${done} von ${all} Fotos animiert.`,
  },
  menus: { animate: 'Dieses Foto animieren' },
  forms: { edit: 'Bearbeiten', prompt: 'Was sich bewegen soll' },
  actions: {
    reroll: 'Neu würfeln',
    'reroll-take': 'Neue Version',
    remix: 'Remix',
    edit: 'Bearbeiten',
    extend: 'Verlängern',
    refine: 'Ausarbeiten',
    recipe: 'Rezept',
    rate: 'Bewerten',
    'rate-up': 'Gefällt mir',
    'rate-down': 'Gefällt mir nicht',
    motion: 'Bewegung',
    'motion-less': 'Bewegung −',
    'motion-more': 'Bewegung +',
    share: 'Teilen',
    'share-private': 'Privat machen',
    delete: 'Löschen',
    cancel: 'Abbrechen',
    clip: 'Zeigen',
    clips: 'Mehr',
  },
};
