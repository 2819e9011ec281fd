import type { Facts } from '../../core/failure.ts';
import type { TakedownReason } from '../../core/takedown.ts';
import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { names } from './names.ts';
import { webFailures } from './web-failures.ts';

const { number, counted, time } = grammar('de');

const hint = (word: string | number | undefined): string =>
  word === undefined || word === '' ? '' : ` Meintest du „${word}“?`;

const localGoesOn = 'Die lokale Engine kostet nichts und läuft weiter.';

const amount = (fact: string | number | undefined, otherwise: string): string =>
  typeof fact === 'number' ? number(fact, 1) : (fact ?? otherwise);

const things: Readonly<Record<string, string>> = {
  photo: 'Das Foto',
  depth: 'Die Tiefenkarte',
  logo: 'Das Logo',
};
const thing = ({ role }: Facts): string => things[String(role ?? 'photo')] ?? String(role);
const kept: Readonly<Record<string, string>> = { ...things, sound: 'Der Ton' };
const called = (effect: string | number | undefined): string =>
  effect === undefined ? '' : `„${effectName({ names }, String(effect))}“`;
const open: Readonly<Record<string, string>> = {
  private: 'privat',
  community: 'für die Community sichtbar',
  public: 'öffentlich',
};

/** Why an operator has removed a clip. */
export const takedowns: Readonly<Record<TakedownReason, string>> = {
  consent: 'Jemand darin war nicht einverstanden.',
  minor: 'Darin ist jemand minderjährig.',
  sexual: 'Sexuelle Inhalte entstehen hier nicht.',
  copyright: 'Das Foto oder der Ton gehört jemand anderem.',
  rules: 'Er verstößt gegen die Regeln dieses Dienstes.',
};

/** What happened, and what to do next. Whether anything was charged is said beside it. */
export const failures: Language['failures'] = {
  auth: () => 'Der Anbieter hat unseren Schlüssel nicht angenommen. Der Betreiber muss ihn prüfen.',
  billing: () => 'Das Guthaben beim Anbieter ist aufgebraucht. Der Betreiber muss es aufladen.',
  rate_limited: () => 'Beim Anbieter ist gerade zu viel los. Versuch es in ein paar Minuten noch einmal.',
  invalid_input: () => 'Diese Einstellungen zusammen kann das Modell nicht filmen. Ändere eine davon.',
  content_blocked: () =>
    'Das Modell lehnt dieses Foto oder diesen Prompt nach seinen Inhaltsregeln ab. Versuch es mit einem anderen.',
  model_failed: () =>
    'Das Modell ist an diesem Foto gescheitert. Versuch es noch einmal oder nimm ein anderes Modell.',
  timeout: () =>
    'Es hat zu lange gedauert und wurde gestoppt. Nimm weniger Sekunden oder eine kleinere Größe.',
  expired: ({ file }) =>
    file === 'clip'
      ? 'Der Clip wurde nicht rechtzeitig abgeholt und ist weg. Frag ihn noch einmal an.'
      : `${kept[String(file ?? 'photo')] ?? file} ist nicht mehr gespeichert. Schick die Datei noch einmal.`,
  unavailable: ({ name = 'engine' }) =>
    `${name === 'engine' ? 'Die Engine' : name} ist bei diesem Dienst gerade nicht verfügbar.`,
  bad_output: () => 'Zurück kam kein abspielbarer Clip. Versuch es noch einmal.',
  unknown_outcome: () =>
    'Der Anbieter hat nie gesagt, wie es ausging, deshalb wurde es aufgegeben. Zweimal gelaufen ist es nicht.',

  photo_missing: (facts) =>
    `${thing(facts)} war nicht zu finden${facts['name'] === undefined ? '' : `: ${facts['name']}`}. Prüf den Pfad.`,
  photo_is_folder: ({ name }) => `${name ?? 'Das'} ist ein Ordner. Nenn eine Datei darin.`,
  photo_empty: (facts) => `${thing(facts)} ist leer. Exportier oder schick die Datei noch einmal.`,
  photo_not_image: ({ role }) =>
    role === 'depth'
      ? 'Die Tiefenkarte ist kein Bild. Schick ein graues PNG, in dem Nahes hell ist.'
      : 'Diese Datei ist kein Foto. Schick ein JPEG, PNG, WebP, GIF oder AVIF.',
  photo_type_unsupported: ({ role, type }) =>
    role === 'depth'
      ? `${type ?? 'Dieses Format'} lässt sich nicht als Tiefenkarte lesen. Schick ein graues PNG.`
      : `${type ?? 'Dieses Format'} lässt sich nicht animieren. Schick ein JPEG, PNG, WebP, GIF oder AVIF.`,
  photo_heic: ({ role }) =>
    role === 'depth'
      ? 'HEIC lässt sich nicht als Tiefenkarte lesen. Schick ein graues PNG.'
      : 'HEIC-Fotos lassen sich hier nicht lesen. Sichere es als JPEG (auf dem iPhone: beim Teilen „Maximale Kompatibilität“ wählen).',
  photo_damaged: (facts) =>
    `${thing(facts)} ist beschädigt oder unvollständig. Exportier oder schick die Datei noch einmal.`,
  photo_too_heavy: ({ megabytes, limit = 20, ...facts }) =>
    `${thing(facts)} hat ${amount(megabytes, 'zu viele')} MB; höchstens ${amount(limit, '')} MB gehen. Speichere die Datei kleiner.`,
  photo_too_many_pixels: ({ limit = 50, ...facts }) =>
    `${thing(facts)} hat zu viele Pixel; höchstens ${amount(limit, '')} Megapixel gehen. Mach das Bild kleiner.`,
  photo_too_small: (facts) => `${thing(facts)} ist zu klein. Es braucht mindestens 16 Pixel Breite und Höhe.`,
  photo_too_slow: ({ role }) =>
    role === 'depth'
      ? 'Die Tiefenkarte ließ sich nicht schnell genug öffnen. Speichere sie neu als einfaches graues PNG.'
      : 'Das Foto ließ sich nicht schnell genug öffnen. Speichere es neu als einfaches JPEG.',
  faces_missing: ({ found }) =>
    `Ein Foto allein reicht nur, wenn es zwei Gesichter von vorn zeigt; gefunden: ${amount(found, 'zu wenige')}. Schick zwei Fotos, von jeder Person eins.`,

  sound_missing: ({ name }) =>
    `Der Ton war nicht zu finden${name === undefined ? '' : `: ${name}`}. Prüf den Pfad.`,
  sound_is_folder: ({ name }) => `${name ?? 'Das'} ist ein Ordner. Nenn die Tondatei darin.`,
  sound_empty: () => 'Die Tondatei ist leer. Exportier oder schick sie noch einmal.',
  sound_not_audio: () => 'In dieser Datei ist kein Ton. Schick MP3, M4A, AAC, WAV, FLAC oder OGG.',
  sound_damaged: () => 'Der Ton ist beschädigt oder unvollständig. Exportier oder schick ihn noch einmal.',
  sound_too_heavy: ({ megabytes, limit = 50 }) =>
    `Der Ton hat ${amount(megabytes, 'zu viele')} MB; höchstens ${amount(limit, '')} MB gehen. Kürz ihn.`,
  sound_too_long: ({ minutes, limit = 15 }) =>
    `Der Ton ist ${amount(minutes, 'zu viele')} Minuten lang; höchstens ${amount(limit, '')} gehen. Kürz ihn.`,
  sound_too_short: () => 'Darin ist so gut wie nichts zu hören. Schick etwas Längeres.',

  unknown_command: ({ value, nearest }) => `Den Befehl „${value ?? ''}“ gibt es nicht.${hint(nearest)}`,
  unknown_option: ({ option, nearest }) => `Die Option „${option ?? ''}“ gibt es nicht.${hint(nearest)}`,
  unknown_choice: ({ option, value, nearest, choices }) =>
    `„${value ?? ''}“ passt nicht zu ${option ?? 'dieser Option'}.${hint(nearest)} Zur Wahl stehen: ${choices ?? ''}.`,
  missing_option: ({ option, flag }) =>
    flag === undefined ? `Es fehlt: ${option ?? 'eine Option'}.` : `Zu ${flag} fehlt der Wert.`,
  bad_number: ({ option, minimum, maximum }) =>
    `${option ?? 'Der Wert'} muss eine Zahl von ${minimum ?? ''} bis ${maximum ?? ''} sein.`,
  bad_text: ({ option, maximum }) =>
    `${option ?? 'Der Text'} ist zu lang; höchstens ${amount(maximum, '')} Zeichen gehen.`,
  wrong_photo_count: ({ given = 0, needed, fewest, effect }) => {
    const photos = needed === 1 ? 'ein Foto' : `${needed ?? ''} Fotos`;
    const fewer = fewest === 1 && needed !== 1 ? ' oder eins, das beide zeigt' : '';
    return `${called(effect) || 'Das'} braucht ${photos}${fewer}; gegeben: ${given}.`;
  },
  too_much_motion: ({ percent, limit = 20 }) =>
    `Damit würde sich das Bild um ${percent ?? 'zu viele'} % seiner Breite bewegen; natürlich wirken höchstens ${limit} %. Wähl weniger Bewegung.`,
  too_long: ({ seconds, limit = 60 }) =>
    `Damit würde der Clip ${amount(seconds, 'zu viele')} Sekunden lang; höchstens ${limit} gehen. Verlängere einen kürzeren.`,
  not_refinable: () =>
    'Dieser Clip war kein Entwurf, da gibt es nichts auszuarbeiten. Würfle neu oder bearbeite ihn.',
  not_failed: () =>
    'Dieser Auftrag ist nicht gescheitert, da gibt es nichts neu zu versuchen. Würfle stattdessen seinen Clip neu.',
  taken_down: ({ reason }) =>
    `Der Betreiber dieses Dienstes hat diesen Clip entfernt: ${takedowns[reason as TakedownReason] ?? takedowns.rules}`,
  nothing_to_refund: () =>
    'Für diesen Auftrag gibt es nichts zurückzugeben: Er war kostenlos, läuft noch oder wurde schon erstattet.',
  not_extendable: ({ effect }) =>
    `Ein Clip mit ${called(effect) || 'diesem Effekt'} lässt sich nicht verlängern, weil er zwei Fotos braucht. Verlängere einen mit nur einem Foto.`,

  ...webFailures,

  not_found: () => 'Das gibt es hier nicht mehr.',
  not_allowed: () => 'Das darf nur, wem es gehört.',
  not_manager: () => 'Das darf nur, wer diese Community verwaltet.',
  no_community: () => 'Einstellungen gehören zu einem Server oder einer Gruppe. Frag dort danach.',
  effect_off: ({ effect }) =>
    `Der Effekt ${called(effect)} ist in dieser Community aus. Wer sie verwaltet, kann ihn mit „settings“ einschalten.`,
  model_off: ({ model }) =>
    `Das Modell ${model ?? ''} ist in dieser Community nicht erlaubt. Nimm ein anderes.`,
  channel_closed: () =>
    'In diesem Kanal entstehen keine Clips. Wo es geht, sagt, wer die Community verwaltet.',
  role_missing: () =>
    'Clips sind in dieser Community bestimmten Rollen vorbehalten, und du hast keine davon.',
  too_open: ({ asked, widest }) =>
    `Clips dürfen in dieser Community nicht ${open[String(asked)] ?? 'so weit sichtbar'} sein; höchstens ${open[String(widest)] ?? widest ?? ''}.`,
  adults_only: ({ what }) =>
    what === 'everything'
      ? 'In dieser Community entstehen Clips nur in Kanälen mit Altersbeschränkung.'
      : `${what === 'prompts' ? 'Clips mit eigenen Worten gehen' : `${called(what) || 'Das'} geht`} in dieser Community nur in Kanälen mit Altersbeschränkung.`,
  never_public: () =>
    'Was aus einem Kanal mit Altersbeschränkung kommt, wird nie öffentlich. Zeig es nur der Community oder lass es privat.',
  cancelled: () => 'Abgebrochen.',
  no_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `Das kostet bis zu ${counted(Number(needed), { one: 'Credit', other: 'Credits' })}, und du hast ${amount(left, '')}. ` +
    (Number(daily) < Number(needed)
      ? `Nimm weniger Sekunden oder Versionen, oder bitte den Betreiber um Credits. ${localGoesOn}`
      : `Aufgefüllt auf ${amount(daily, '')} wird am ${time(resets)}. ${localGoesOn}`),
  no_community_credits: ({ needed = 0, left = 0, daily, resets }) =>
    `Das kostet bis zu ${counted(Number(needed), { one: 'Credit', other: 'Credits' })}, und diese Community hat noch ${amount(left, '')}. ` +
    `Aufgefüllt auf ${amount(daily, '')} wird am ${time(resets)}. ${localGoesOn}`,
  no_role_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `Das kostet bis zu ${counted(Number(needed), { one: 'Credit', other: 'Credits' })}; deine Rollen lassen dir in dieser Community noch ${amount(left, '')} von ${amount(daily, '')} am Tag. ` +
    `Neu gezählt wird am ${time(resets)}. ${localGoesOn}`,
  budget_spent: ({ period, resets }) =>
    `Dieser Dienst hat sein Budget für ${period === 'month' ? 'diesen Monat' : 'heute'} ausgegeben, deshalb wurde nichts gestartet. ` +
    `Bezahlte Engines öffnen wieder am ${time(resets)}. ${localGoesOn}`,
  spending_off: () => `Der Betreiber hat bezahlte Engines vorerst ausgeschaltet. ${localGoesOn}`,
  disk_full: () => 'Der Speicher ist voll. Schaff etwas Platz und versuch es noch einmal.',
  output_unwritable: ({ path }) =>
    `Nach ${path ?? 'dort'} lässt sich der Clip nicht schreiben. Wähl ein anderes --out; fertige Clips zeigt „photoplay clips“.`,
  data_folder_busy: ({ folder }) =>
    `Ein anderes Photoplay nutzt den Datenordner ${folder ?? ''}. Beende es, oder setz DATA_DIR auf einen anderen.`,
  service_gone: () => 'Der laufende Dienst ist beendet. Was er tun sollte, geht beim nächsten Start weiter.',
  bad_setting: ({ name, rule }) =>
    `Die Einstellung ${name ?? ''} stimmt nicht${rule === undefined ? '' : ` (${rule})`}.`,
  encoder_missing: () =>
    'Kein Video-Encoder gefunden. Installier ffmpeg, oder ruf noch einmal „npm install“ auf, damit node-av dabei ist.',
  encoder_failed: () => 'Der Video-Encoder brach ab, bevor der Clip fertig war. Versuch es noch einmal.',
  queue_down: () => 'Die Warteschlange antwortet nicht. Prüf, ob Redis oder Postgres läuft.',
  store_down: () => 'Die Datenbank antwortet nicht. Prüf DATABASE_URL und ob sie läuft.',
  port_taken: ({ port }) =>
    `Port ${port ?? ''} ist belegt. Beende das andere Programm, oder setz PORT auf einen anderen.`,
  poison: () => 'Dieser Auftrag hat seinen Worker immer wieder zum Absturz gebracht und wurde aufgegeben.',
  internal: () => 'Bei uns ist etwas schiefgegangen. LOG_LEVEL=error zeigt, was.',
};
