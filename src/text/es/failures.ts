import type { Facts } from '../../core/failure.ts';
import type { TakedownReason } from '../../core/takedown.ts';
import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { names } from './names.ts';
import { webFailures } from './web-failures.ts';

const { number, counted, plural, time } = grammar('es');

const hint = (word: string | number | undefined): string =>
  word === undefined || word === '' ? '' : ` ¿Querías decir «${word}»?`;

const localGoesOn = 'El motor local no cuesta nada y sigue funcionando.';

const amount = (fact: string | number | undefined, otherwise: string): string =>
  typeof fact === 'number' ? number(fact, 1) : (fact ?? otherwise);
const credits = (fact: string | number): string =>
  counted(Number(fact), { one: 'crédito', other: 'créditos' });

const files: Readonly<Record<string, string>> = {
  photo: 'de la foto',
  depth: 'del mapa de profundidad',
  logo: 'del logo',
  sound: 'de sonido',
};
const file = ({ role }: Facts): string => `El archivo ${files[String(role ?? 'photo')] ?? ''}`;
const called = (effect: string | number | undefined): string =>
  effect === undefined ? '' : `«${effectName({ names }, String(effect))}»`;
const open: Readonly<Record<string, string>> = {
  private: 'privados',
  community: 'visibles para la comunidad',
  public: 'públicos',
};

/** Why an operator has removed a clip. */
export const takedowns: Readonly<Record<TakedownReason, string>> = {
  consent: 'alguien que aparece en él no dio su permiso.',
  minor: 'muestra a una persona menor de edad.',
  sexual: 'aquí no se hace contenido sexual.',
  copyright: 'la foto o el sonido son de otra persona.',
  rules: 'incumple las normas de este servicio.',
};

/** What happened, and what to do next. Whether anything was charged is said beside it. */
export const failures: Language['failures'] = {
  auth: () => 'El proveedor no aceptó nuestra clave. Quien opera el servicio debe revisarla.',
  billing: () => 'La cuenta del proveedor se quedó sin saldo. Quien opera el servicio debe recargarla.',
  rate_limited: () => 'El proveedor está muy ocupado. Vuelve a intentarlo en unos minutos.',
  invalid_input: () => 'El modelo no puede filmar esta combinación de ajustes. Cambia alguno e inténtalo.',
  content_blocked: () =>
    'El modelo rechazó esta foto o este texto por sus normas de contenido. Prueba con otro.',
  model_failed: () => 'El modelo no pudo con esta foto. Inténtalo de nuevo o usa otro modelo.',
  timeout: () => 'Tardó demasiado y se detuvo. Prueba con menos segundos o un tamaño menor.',
  expired: ({ file: what }) =>
    what === 'clip'
      ? 'El clip no se recogió a tiempo y ya no se guarda. Pídelo otra vez.'
      : `El archivo ${files[String(what ?? 'photo')] ?? what} ya no se guarda. Envíalo otra vez.`,
  unavailable: ({ name = 'engine' }) =>
    `${name === 'engine' ? 'El motor' : name} no está disponible ahora mismo en este servicio.`,
  bad_output: () => 'Lo que llegó no era un clip reproducible. Inténtalo de nuevo.',
  unknown_outcome: () => 'El proveedor nunca dijo cómo terminó, así que lo dejamos. No se hizo dos veces.',

  photo_missing: (facts) =>
    `${file(facts)} no se encontró${facts['name'] === undefined ? '' : `: ${facts['name']}`}. Revisa la ruta.`,
  photo_is_folder: ({ name }) => `${name ?? 'Eso'} es una carpeta. Indica un archivo de dentro.`,
  photo_empty: (facts) => `${file(facts)} está vacío. Expórtalo o envíalo otra vez.`,
  photo_not_image: ({ role }) =>
    role === 'depth'
      ? 'El mapa de profundidad no es una imagen. Envía un PNG gris donde lo cercano sea claro.'
      : 'Ese archivo no es una foto. Envía un JPEG, PNG, WebP, GIF o AVIF.',
  photo_type_unsupported: ({ role, type }) =>
    role === 'depth'
      ? `${type ?? 'Ese formato'} no sirve como mapa de profundidad. Envía un PNG gris.`
      : `${type ?? 'Ese formato'} no se puede animar. Envía un JPEG, PNG, WebP, GIF o AVIF.`,
  photo_heic: ({ role }) =>
    role === 'depth'
      ? 'HEIC no sirve como mapa de profundidad. Envía un PNG gris.'
      : 'Aquí no se pueden leer fotos HEIC. Guárdala como JPEG (en un iPhone, compártela en «Más compatible»).',
  photo_damaged: (facts) => `${file(facts)} está dañado o incompleto. Expórtalo o envíalo otra vez.`,
  photo_too_heavy: ({ megabytes, limit = 20, ...facts }) =>
    `${file(facts)} pesa ${amount(megabytes, 'demasiados')} MB; se aceptan ${amount(limit, '')} MB como mucho. Guárdalo más pequeño.`,
  photo_too_many_pixels: ({ limit = 50, ...facts }) =>
    `${file(facts)} tiene demasiados píxeles; se aceptan ${amount(limit, '')} megapíxeles como mucho. Hazlo más pequeño.`,
  photo_too_small: (facts) =>
    `${file(facts)} es demasiado pequeño. Usa uno de al menos 16 píxeles de ancho y de alto.`,
  photo_too_slow: ({ role }) =>
    role === 'depth'
      ? 'El mapa de profundidad tardó demasiado en abrirse. Guárdalo de nuevo como PNG gris sencillo.'
      : 'La foto tardó demasiado en abrirse. Guárdala de nuevo como JPEG sencillo.',
  faces_missing: ({ found }) =>
    `Una sola foto basta si muestra dos caras de frente; encontradas: ${amount(found, 'muy pocas')}. Envía dos fotos, una de cada persona.`,

  sound_missing: ({ name }) =>
    `No se encontró el sonido${name === undefined ? '' : `: ${name}`}. Revisa la ruta.`,
  sound_is_folder: ({ name }) => `${name ?? 'Eso'} es una carpeta. Indica el sonido de dentro.`,
  sound_empty: () => 'El archivo de sonido está vacío. Expórtalo o envíalo otra vez.',
  sound_not_audio: () => 'En ese archivo no hay sonido. Envía MP3, M4A, AAC, WAV, FLAC u OGG.',
  sound_damaged: () => 'El sonido está dañado o incompleto. Expórtalo o envíalo otra vez.',
  sound_too_heavy: ({ megabytes, limit = 50 }) =>
    `El sonido pesa ${amount(megabytes, 'demasiados')} MB; se aceptan ${amount(limit, '')} MB como mucho. Acórtalo.`,
  sound_too_long: ({ minutes, limit = 15 }) =>
    `El sonido dura ${amount(minutes, 'demasiados')} minutos; se aceptan ${amount(limit, '')} como mucho. Acórtalo.`,
  sound_too_short: () => 'En ese sonido casi no se oye nada. Envía uno más largo.',

  unknown_command: ({ value, nearest }) => `No existe el comando «${value ?? ''}».${hint(nearest)}`,
  unknown_option: ({ option, nearest }) => `No existe la opción «${option ?? ''}».${hint(nearest)}`,
  unknown_choice: ({ option, value, nearest, choices }) =>
    `«${value ?? ''}» no vale para ${option ?? 'esta opción'}.${hint(nearest)} Elige entre: ${choices ?? ''}.`,
  missing_option: ({ option, flag }) =>
    flag === undefined ? `Falta: ${option ?? 'una opción'}.` : `Falta el valor de ${flag}.`,
  bad_number: ({ option, minimum, maximum }) =>
    `${option ?? 'El valor'} debe ser un número de ${minimum ?? ''} a ${maximum ?? ''}.`,
  bad_text: ({ option, maximum }) =>
    `${option ?? 'El texto'} es demasiado largo; caben ${amount(maximum, '')} caracteres.`,
  wrong_photo_count: ({ given = 0, needed, fewest, effect }) => {
    const photos = needed === 1 ? 'una foto' : `${needed ?? ''} fotos`;
    const fewer = fewest === 1 && needed !== 1 ? ', o una donde salgan las dos personas' : '';
    return `${called(effect) || 'Esto'} necesita ${photos}${fewer}; recibidas: ${given}.`;
  },
  too_much_motion: ({ percent, limit = 20 }) =>
    `Eso movería la imagen un ${percent ?? 'excesivo'} % de su ancho; hasta un ${limit} % se ve natural. Elige menos movimiento.`,
  too_long: ({ seconds, limit = 60 }) =>
    `Así el clip duraría ${amount(seconds, 'demasiados')} segundos; el máximo son ${limit}. Alarga uno más corto.`,
  not_refinable: () => 'Este clip no era un borrador, así que no hay nada que refinar. Repítelo o edítalo.',
  not_failed: () =>
    'Ese trabajo no falló, así que no hay nada que reintentar. Repite su clip con otra semilla.',
  taken_down: ({ reason }) =>
    `Quien opera este servicio quitó este clip: ${takedowns[reason as TakedownReason] ?? takedowns.rules}`,
  nothing_to_refund: () =>
    'No hay nada que devolver por ese trabajo: fue gratis, no ha terminado o ya se devolvió.',
  not_extendable: ({ effect }) =>
    `Un clip con ${called(effect) || 'este efecto'} no se puede alargar, porque necesita dos fotos. Alarga uno de una sola foto.`,

  ...webFailures,

  not_found: () => 'Eso ya no está aquí.',
  not_allowed: () => 'Solo puede hacerlo su dueño.',
  not_manager: () => 'Solo puede hacerlo quien administra esta comunidad.',
  no_community: () => 'Los ajustes son de un servidor o un grupo. Pídelos allí.',
  effect_off: ({ effect }) =>
    `El efecto ${called(effect)} está desactivado en esta comunidad. Quien la administra puede activarlo con «settings».`,
  model_off: ({ model }) => `El modelo ${model ?? ''} no se permite en esta comunidad. Elige otro.`,
  channel_closed: () => 'En este canal no se hacen clips. Quien administra la comunidad decide dónde.',
  role_missing: () => 'En esta comunidad los clips son para ciertos roles, y no tienes ninguno de ellos.',
  too_open: ({ asked, widest }) =>
    `En esta comunidad los clips no pueden ser ${open[String(asked)] ?? 'tan visibles'}; como mucho, ${open[String(widest)] ?? widest ?? ''}.`,
  adults_only: ({ what }) =>
    what === 'everything'
      ? 'En esta comunidad solo se hacen clips en canales con restricción de edad.'
      : `${what === 'prompts' ? 'Los clips con texto propio van' : `${called(what) || 'Eso'} va`} solo en canales con restricción de edad en esta comunidad.`,
  never_public: () =>
    'Lo que viene de un canal con restricción de edad nunca es público. Compártelo solo con la comunidad o déjalo privado.',
  cancelled: () => 'Cancelado.',
  no_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `Esto cuesta hasta ${credits(needed)} y tienes ${amount(left, '')}. ` +
    (Number(daily) < Number(needed)
      ? `Pide menos segundos o versiones, o créditos a quien opera el servicio. ${localGoesOn}`
      : `Se recargan hasta ${amount(daily, '')} el ${time(resets)}. ${localGoesOn}`),
  no_community_credits: ({ needed = 0, left = 0, daily, resets }) =>
    `Esto cuesta hasta ${credits(needed)} y a esta comunidad le ${plural(Number(left), { one: 'queda', other: 'quedan' })} ${amount(left, '')}. ` +
    `Se recargan hasta ${amount(daily, '')} el ${time(resets)}. ${localGoesOn}`,
  no_role_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `Esto cuesta hasta ${credits(needed)}; en esta comunidad tus roles te dejan ${amount(left, '')} de ${amount(daily, '')} al día. ` +
    `Se cuenta de nuevo el ${time(resets)}. ${localGoesOn}`,
  budget_spent: ({ period, resets }) =>
    `Este servicio ya gastó su presupuesto ${period === 'month' ? 'del mes' : 'del día'}, así que no se empezó nada. ` +
    `Los motores de pago vuelven el ${time(resets)}. ${localGoesOn}`,
  spending_off: () => `Quien opera el servicio ha desactivado los motores de pago por ahora. ${localGoesOn}`,
  disk_full: () => 'El disco está lleno. Libera espacio e inténtalo de nuevo.',
  output_unwritable: ({ path }) =>
    `No se puede escribir el clip en ${path ?? 'ese lugar'}. Elige otro --out; los clips ya hechos están en «photoplay clips».`,
  data_folder_busy: ({ folder }) =>
    `Otro Photoplay está usando la carpeta de datos ${folder ?? ''}. Detenlo o pon otra carpeta en DATA_DIR.`,
  service_gone: () => 'El servicio se detuvo. Lo que le pediste sigue en su próximo arranque.',
  bad_setting: ({ name, rule }) =>
    `El ajuste ${name ?? ''} no es correcto${rule === undefined ? '' : ` (${rule})`}.`,
  encoder_missing: () =>
    'No se encontró ningún codificador de vídeo. Instala ffmpeg o ejecuta otra vez «npm install» para tener node-av.',
  encoder_failed: () => 'El codificador de vídeo se paró antes de terminar el clip. Inténtalo de nuevo.',
  queue_down: () => 'La cola no responde. Comprueba que Redis o Postgres esté en marcha.',
  store_down: () => 'La base de datos no responde. Revisa DATABASE_URL y que esté en marcha.',
  port_taken: ({ port }) =>
    `El puerto ${port ?? ''} está ocupado. Cierra el otro programa o pon otro en PORT.`,
  poison: () => 'Este trabajo tumbó a su proceso una y otra vez, así que se abandonó.',
  internal: () => 'Algo falló de nuestro lado. LOG_LEVEL=error muestra qué.',
};
