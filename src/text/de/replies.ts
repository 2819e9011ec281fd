import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { failures, takedowns } from './failures.ts';
import { names } from './names.ts';
import { visibilities, warnings } from './notes.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';

const { counted, plural, number, dollars, time, list } = grammar('de');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : ` von ${dollars(budget)}`);
const credits = (count: number): string => counted(count, { one: 'Credit', other: 'Credits' });
const jobs = (count: number): string => counted(count, { one: 'Auftrag', other: 'Aufträge' });

export const replies: Language['replies'] = {
  accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
    `„${called(effect)}“ läuft, ${takes === 1 ? `Seed ${seed}` : `${takes} Versionen ab Seed ${seed}`}.` +
    (most > 0 ? ` Kostet höchstens ${credits(most)}, dann bleiben ${number(left)}.` : ''),
  consent_asked: ({ effect, credits: most }) =>
    `Ein Clip mit „${called(effect)}“ zeigt Menschen bei etwas, das sie vielleicht nicht zeigen möchten. Sind alle, die zu sehen sind, einverstanden?` +
    (most > 0 ? ` Er kostet bis zu ${credits(most)}.` : ''),
  price_asked: ({ credits: most, left, draft }) =>
    `Das kostet bis zu ${number(most)} von deinen ${credits(left)}. Soll es losgehen?` +
    (draft === null ? '' : ` Ein Entwurf vorab kostet ${draft === 0 ? 'nichts' : number(draft)}.`),
  not_started: () => 'Es wurde nichts gemacht und nichts berechnet.',
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
  waited: ({ clips, failures: failed }) =>
    [
      ...(clips === 0
        ? []
        : [
            clips === 1
              ? 'Dein Clip ist fertig. Er ließ sich nicht schicken und hat hier gewartet.'
              : `${number(clips)} deiner Clips sind fertig. Sie ließen sich nicht schicken und haben hier gewartet.`,
          ]),
      ...failed.map(
        ({ kind, facts }) =>
          `Ein Clip kam nicht zustande. ${failures[kind](facts)} Es wurde nichts berechnet.`,
      ),
    ].join('\n'),
  clips: ({ count }) =>
    `${plural(count, { one: 'Dein neuester Clip', other: `Deine ${number(count)} neuesten Clips` })}.`,
  no_clips: () => 'Du hast noch keine Clips. Animiere ein Foto, und hier ist dein erster.',
  clip: ({ effect }) => `Ein Clip mit „${called(effect)}“.`,
  shared: ({ visibility }) => `Dieser Clip ist jetzt ${visibilities[visibility]}.`,
  deleted: ({ clips }) =>
    `${clips === 1 ? 'Der Clip ist' : `Alle ${number(clips)} Versionen sind`} gelöscht. Was schon anderswo gepostet wurde, bleibt dort.`,
  delete_asked: ({ clips }) =>
    `${clips === 1 ? 'Diesen Clip' : `Alle ${number(clips)} Versionen`} endgültig löschen? Zurückholen lässt sich das nicht.`,
  not_deleted: ({ clips }) => (clips === 1 ? 'Der Clip bleibt.' : `Alle ${number(clips)} Versionen bleiben.`),
  recipe: ({ clip }) => recipeInWords(clip, warnings),
  rated: ({ liked }) =>
    liked
      ? 'Notiert: Der Clip gefällt dir.'
      : 'Notiert: Der Clip gefällt dir nicht. Würfle neu für einen anderen.',
  effects: ({ count }) => `${counted(count, { one: 'Effekt', other: 'Effekte' })} zur Auswahl.`,
  queue: ({ count }) => `Bei dir ${plural(count, { one: 'läuft', other: 'laufen' })} ${jobs(count)}.`,
  queue_empty: () => 'Bei dir wartet und läuft gerade nichts.',
  credits: ({ left, daily, refill, pool, role, costs }) =>
    [
      `Du hast ${credits(left)}${daily > 0 ? `; aufgefüllt auf ${number(daily)} wird am ${time(refill)}` : ''}.`,
      ...(pool === null
        ? []
        : [
            `Diese Community hat ${number(pool.left)}; aufgefüllt auf ${number(pool.daily)} wird am ${time(refill)}.`,
          ]),
      ...(role === null
        ? []
        : [
            `Deine Rollen lassen dir in dieser Community noch ${number(role.left)} von ${number(role.daily)} am Tag; neu gezählt wird am ${time(refill)}.`,
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
  paused: ({ names: paused }) =>
    paused.length === 0
      ? 'Nichts ist angehalten.'
      : `Angehalten, bis du es fortsetzt: ${list(paused.map((name) => (name === 'everything' ? 'alles' : name)))}. Was schon läuft, läuft zu Ende.`,
  retried: ({ job, owner, repeated }) =>
    repeated
      ? `Dieser Auftrag wurde schon einmal neu versucht, als ${job}.`
      : `Neuer Versuch für ${owner} als ${job}. Nur wenn er gelingt, kostet er etwas.`,
  refunded: ({ owner, credits: given, left }) =>
    `${owner} hat ${credits(given)} zurückbekommen und nun ${number(left)}.`,
  dismissed: ({ reports }) =>
    reports === 0
      ? 'Zu diesem Clip war keine Meldung offen.'
      : `${counted(reports, { one: 'Meldung', other: 'Meldungen' })} geschlossen.`,
  took_down: ({ effect, clips, told }) =>
    `${clips === 1 ? `Der Clip mit „${called(effect)}“ ist samt Dateien weg` : `Alle ${number(clips)} Versionen von „${called(effect)}“ sind samt Dateien weg`}. ` +
    (told
      ? `Wer ${clips === 1 ? 'ihn' : 'sie'} gemacht hat, kennt jetzt den Grund. `
      : `Wer ${clips === 1 ? 'ihn' : 'sie'} gemacht hat, liest den Grund beim Nachsehen. `) +
    'Was schon anderswo gepostet wurde, bleibt dort.',
  taken_down: ({ effect, reason }) =>
    `Der Betreiber dieses Dienstes hat deinen Clip mit „${called(effect)}“ entfernt: ${takedowns[reason]}`,
  settings: ({ rules }) => rulesInWords(rules),
  help: () =>
    'Gib ein Foto und wähle einen Effekt, oder schreib, was sich bewegen soll, etwa „slow zoom“ oder „pan left“. ' +
    'Du bekommst einen kurzen Clip. Wo andere dabei sind, sehen sie ihn auch, außer du willst ihn privat.',
};
