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

const { counted, plural, number, seconds, duration, percent, dollars, time } = grammar('es');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : ` de ${dollars(budget)}`);
const credits = (count: number): string => counted(count, { one: 'crédito', other: 'créditos' });
const versions = (count: number): string => counted(count, { one: 'versión', other: 'versiones' });

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `Aquí no es posible ${what} ${asked}; en su lugar va ${used}.`;

const visibilities: Translation['visibilities'] = {
  private: 'privado: solo lo ves tú',
  community: 'visible para esta comunidad',
  public: 'público',
};

const warnings: Translation['warnings'] = {
  ratio: replaced('la proporción'),
  seconds: replaced('la duración'),
  resolution: replaced('la resolución'),
  camera: replaced('el movimiento de cámara'),
  seed: () => 'Este modelo no tiene semilla que se pueda repetir.',
  engine: ({ asked, used }) => `${asked} no estaba disponible; lo filmó ${used}.`,
  prompt: () => 'Este modelo no admite texto.',
  join: () => 'El clip anterior se borró mientras tanto, así que esto es solo la parte nueva.',
  depth: () => 'No se pudo usar el modelo de profundidad; la profundidad es estimada.',
  motion: ({ used }) =>
    `La imagen se mueve un ${used} de su ancho; por encima del 15 % puede verse estirada.`,
};

export const es: Translation = {
  ...words,
  replies: {
    accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
      `Animando con «${called(effect)}», ${takes === 1 ? `semilla ${seed}` : `${versions(takes)} desde la semilla ${seed}`}.` +
      (most > 0
        ? ` Cuesta como mucho ${credits(most)}; te ${plural(left, { one: 'quedará', other: 'quedarán' })} ${number(left)}.`
        : ''),
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
      outcome === ''
        ? 'Demasiado tarde: el clip ya va en camino.'
        : 'Demasiado tarde: ese trabajo ya terminó.',
    clips: ({ count }) =>
      `${plural(count, { one: 'Tu clip más reciente', other: `Tus ${number(count)} clips más recientes` })}.`,
    no_clips: () => 'Todavía no tienes clips. Anima una foto y aquí estará el primero.',
    clip: ({ effect }) => `Un clip con «${called(effect)}».`,
    shared: ({ visibility }) => `Este clip ahora es ${visibilities[visibility]}.`,
    deleted: ({ clips }) =>
      `${clips === 1 ? 'Se borró el clip' : `Se borraron las ${versions(clips)}`}. Las copias ya publicadas en otros lugares siguen ahí.`,
    recipe: ({ clip }) => recipeInWords(clip, warnings),
    rated: ({ liked }) =>
      liked
        ? 'Anotado: te gusta este clip.'
        : 'Anotado: no te gusta este clip. Repítelo con otra semilla para tener otro.',
    effects: ({ count }) => `${counted(count, { one: 'efecto', other: 'efectos' })} para elegir.`,
    queue: ({ count }) =>
      `Tienes ${counted(count, { one: 'trabajo pendiente', other: 'trabajos pendientes' })}.`,
    queue_empty: () => 'No tienes nada en espera ni en marcha.',
    credits: ({ left, daily, refill, pool, costs }) =>
      [
        `Tienes ${credits(left)}${daily > 0 ? `; se recargan hasta ${number(daily)} el ${time(refill)}` : ''}.`,
        ...(pool === null
          ? []
          : [
              `Esta comunidad tiene ${number(pool.left)}; se recargan hasta ${number(pool.daily)} el ${time(refill)}.`,
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
    settings: ({ rules }) => rulesInWords(rules),
    help: () =>
      'Envía una foto y elige un efecto, o escribe qué debe moverse, por ejemplo «slow zoom» o «pan left». ' +
      'Recibes un clip corto que solo ves tú hasta que lo compartas.',
  },
  failures,
  warnings,
  advice: {
    small: 'La foto es pequeña; el clip puede verse algo borroso.',
    blurred: 'La foto no está nítida; una más nítida luce mejor en movimiento.',
    flat_contrast: 'La foto tiene poco contraste; cuesta ver la profundidad.',
    hard_contrast: 'La foto tiene muchísimo contraste.',
    clipped: 'Hay zonas grandes del todo negras o blancas, sin nada que mover.',
    cluttered: 'La foto está muy cargada; un fondo más tranquilo se mueve mejor.',
    noisy: 'La foto tiene grano; reducir un poco el ruido ayuda.',
    narrow: 'La foto es muy alargada; puede que se recorten los lados.',
  },
  states: {
    queued: 'en espera',
    generating: 'filmando',
    finishing: 'revisando y empaquetando',
    delivering: 'en camino',
    done: 'listo',
  },
  visibilities,
  stability: (score) => `estabilidad ${percent(score)}`,
  marks: { 'animated-locally': 'animado localmente', 'ai-generated': 'generado con IA' },
  card: {
    place: (place) => (place === 1 ? 'siguiente en la fila' : `n.º ${place} en la fila`),
    ready: (when) => `listo ${when}`,
    seconds,
    seed: (seed) => `semilla ${seed}`,
    noSeed: 'sin semilla repetible',
    took: (time) => `tardó ${duration(time)}`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'el clip es tuyo',
        terms: (company) => `según las condiciones de ${company}`,
        model: (free) => `modelo ${free}`,
      }),
    percent,
    number,
  },
  terminal: {
    usage: {
      command: '<comando>',
      options: '[opciones]',
      photos: '<foto> [segunda-foto]',
      more: 'photoplay <comando> --help muestra sus opciones.',
    },
    took: (time) => `tardó ${seconds(time)}`,
    place: (place) => `n.º ${place} en la fila`,
    about: (time) => `faltan unos ${duration(time)}`,
    note: (text) => `nota: ${text}`,
    tip: (text) => `consejo: ${text}`,
    next: (flag) => `más: ${flag}`,
    photos: (count) => counted(count, { one: 'foto', other: 'fotos' }),
    done: (done, all) => `${done} de ${all} fotos listas`,
    animated: (done, all) => `${done} de ${all} fotos animadas.`,
  },
  menus: { animate: 'Animar esta foto' },
  forms: { edit: 'Editar', prompt: 'Qué debe moverse' },
  actions: {
    reroll: 'Otra vez',
    'reroll-take': 'Nueva versión',
    remix: 'Remix',
    edit: 'Editar',
    extend: 'Alargar',
    refine: 'Refinar',
    recipe: 'Receta',
    rate: 'Valorar',
    'rate-up': 'Me gusta',
    'rate-down': 'No me gusta',
    motion: 'Movimiento',
    'motion-less': 'Movimiento −',
    'motion-more': 'Movimiento +',
    share: 'Compartir',
    'share-private': 'Hacer privado',
    delete: 'Eliminar',
    cancel: 'Cancelar',
    clip: 'Ver',
    clips: 'Más',
  },
};
