import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { failures, takedowns } from './failures.ts';
import { names } from './names.ts';
import { visibilities, warnings } from './notes.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';

const { counted, plural, number, dollars, time, list } = grammar('es');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : ` de ${dollars(budget)}`);
const credits = (count: number): string => counted(count, { one: 'crédito', other: 'créditos' });
const versions = (count: number): string => counted(count, { one: 'versión', other: 'versiones' });

export const replies: Language['replies'] = {
  accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
    `Animando con «${called(effect)}», ${takes === 1 ? `semilla ${seed}` : `${versions(takes)} desde la semilla ${seed}`}.` +
    (most > 0
      ? ` Cuesta como mucho ${credits(most)}; te ${plural(left, { one: 'quedará', other: 'quedarán' })} ${number(left)}.`
      : ''),
  consent_asked: ({ effect, credits: most }) =>
    `Un clip con «${called(effect)}» muestra a personas haciendo algo que quizá no quieran mostrar. ¿Están de acuerdo todas las que salen?` +
    (most > 0 ? ` Cuesta hasta ${credits(most)}.` : ''),
  price_asked: ({ credits: most, left, draft }) =>
    `Esto cuesta hasta ${number(most)} de tus ${credits(left)}. ¿Empezamos?` +
    (draft === null
      ? ''
      : ` Un borrador antes ${draft === 0 ? 'no cuesta nada' : `cuesta ${number(draft)}`}.`),
  not_started: () => 'No se hizo ni se cobró nada.',
  already_accepted: ({ effect }) => `Esto ya se está animando con «${called(effect)}».`,
  finished: ({ effect, takes, credits: used, left }) =>
    (takes === 1
      ? `Tu clip con «${called(effect)}» está listo`
      : `Tus ${versions(takes)} con «${called(effect)}» están listas, primero la más estable`) +
    (used > 0
      ? ` (${credits(used)} ${plural(used, { one: 'usado', other: 'usados' })}${left === undefined ? '' : `, ${plural(left, { one: 'queda', other: 'quedan' })} ${number(left)}`}).`
      : '.'),
  failed: ({ failure, facts }) => `${failures[failure](facts)} No se cobró nada.`,
  cancelled: ({ wasRunning }) =>
    wasRunning
      ? 'Deteniendo. Lo que no esté terminado no se cobra.'
      : 'Cancelado. Lo que no estaba terminado no se cobra.',
  cancel_too_late: ({ outcome }) =>
    outcome === '' ? 'Demasiado tarde: el clip ya va en camino.' : 'Demasiado tarde: ese trabajo ya terminó.',
  waited: ({ clips, failures: failed }) =>
    [
      ...(clips === 0
        ? []
        : [
            clips === 1
              ? 'Tu clip está listo. No hubo forma de enviártelo, así que esperó aquí.'
              : `Ya están listos ${number(clips)} de tus clips. No hubo forma de enviártelos, así que esperaron aquí.`,
          ]),
      ...failed.map(({ kind, facts }) => `Un clip no salió. ${failures[kind](facts)} No se cobró nada.`),
    ].join('\n'),
  clips: ({ count }) =>
    `${plural(count, { one: 'Tu clip más reciente', other: `Tus ${number(count)} clips más recientes` })}.`,
  no_clips: () => 'Todavía no tienes clips. Anima una foto y aquí estará el primero.',
  clip: ({ effect }) => `Un clip con «${called(effect)}».`,
  shared: ({ visibility }) => `Este clip ahora es ${visibilities[visibility]}.`,
  deleted: ({ clips }) =>
    `${clips === 1 ? 'Se borró el clip' : `Se borraron las ${versions(clips)}`}. Las copias ya publicadas en otros lugares siguen ahí.`,
  delete_asked: ({ clips }) =>
    `¿Eliminar ${clips === 1 ? 'este clip' : `las ${versions(clips)}`} para siempre? No se puede deshacer.`,
  not_deleted: ({ clips }) => (clips === 1 ? 'El clip se queda.' : `Las ${versions(clips)} se quedan.`),
  recipe: ({ clip }) => recipeInWords(clip, warnings),
  rated: ({ liked }) =>
    liked
      ? 'Anotado: te gusta este clip.'
      : 'Anotado: no te gusta este clip. Repítelo con otra semilla para tener otro.',
  effects: ({ count }) => `${counted(count, { one: 'efecto', other: 'efectos' })} para elegir.`,
  queue: ({ count }) =>
    `Tienes ${counted(count, { one: 'trabajo pendiente', other: 'trabajos pendientes' })}.`,
  queue_empty: () => 'No tienes nada en espera ni en marcha.',
  credits: ({ left, daily, refill, pool, role, costs }) =>
    [
      `Tienes ${credits(left)}${daily > 0 ? `; se recargan hasta ${number(daily)} el ${time(refill)}` : ''}.`,
      ...(pool === null
        ? []
        : [
            `Esta comunidad tiene ${number(pool.left)}; se recargan hasta ${number(pool.daily)} el ${time(refill)}.`,
          ]),
      ...(role === null
        ? []
        : [
            `Tus roles te dejan ${number(role.left)} de ${number(role.daily)} al día en esta comunidad; se cuenta de nuevo el ${time(refill)}.`,
          ]),
      ...(costs.length === 0
        ? []
        : [
            `Últimos clips: ${costs
              .map(({ effect, held, spent }) =>
                held > 0 ? `${called(effect)} hasta ${held}` : `${called(effect)} ${spent}`,
              )
              .join(', ')}.`,
          ]),
      'Los clips del motor local son gratis.',
    ].join('\n'),
  granted: ({ owner, credits: given, left }) =>
    `${owner} recibió ${credits(given)} y ahora tiene ${number(left)}.`,
  spending: ({ on, allowed, day, month, budgetDaily, budgetMonthly }) =>
    `Los motores de pago están ${on ? 'activados' : allowed ? 'desactivados' : 'desactivados porque SPENDING está en off'}. Gastado o comprometido: ` +
    `${dollars(day)}${of(budgetDaily)} hoy, ${dollars(month)}${of(budgetMonthly)} este mes.`,
  paused: ({ names: paused }) =>
    paused.length === 0
      ? 'No hay nada en pausa.'
      : `En pausa hasta que lo reanudes: ${list(paused.map((name) => (name === 'everything' ? 'todo' : name)))}. Lo que ya empezó sigue hasta el final.`,
  retried: ({ job, owner, repeated }) =>
    repeated
      ? `Ese trabajo ya se había reintentado, como ${job}.`
      : `Nuevo intento para ${owner} como ${job}. Solo se cobra si sale bien.`,
  refunded: ({ owner, credits: given, left }) =>
    `${owner} recuperó ${credits(given)} y ahora tiene ${number(left)}.`,
  dismissed: ({ reports }) =>
    reports === 0
      ? 'No había ninguna denuncia abierta sobre ese clip.'
      : `${counted(reports, { one: 'denuncia cerrada', other: 'denuncias cerradas' })}.`,
  took_down: ({ effect, clips, told }) =>
    `${clips === 1 ? `Se quitó el clip con «${called(effect)}» y sus archivos` : `Se quitaron las ${versions(clips)} con «${called(effect)}» y sus archivos`}. ` +
    (told ? 'Su dueño ya sabe por qué. ' : 'Su dueño leerá por qué cuando lo busque. ') +
    'Las copias ya publicadas en otros lugares siguen ahí.',
  taken_down: ({ effect, reason }) =>
    `Quien opera este servicio quitó tu clip con «${called(effect)}»: ${takedowns[reason]}`,
  settings: ({ rules }) => rulesInWords(rules),
  help: () =>
    'Envía una foto y elige un efecto, o escribe qué debe moverse, por ejemplo «slow zoom» o «pan left». ' +
    'Recibes un clip corto. Donde haya más gente, también lo verán, salvo que lo pidas privado.',
};
