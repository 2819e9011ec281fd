import type { WordList } from './word-list.ts';

export const german: WordList = {
  between: /[,;!?\n]+|\.(?=\s|$)|(?<!\p{L})(?:und dann|dann|und|während|mit|dazu|wobei)(?!\p{L})/u,
  meanings: [
    [
      /kamera (?:steht|bleibt|ist) (?:still|fest|ruhig)|(?:feste|ruhige|starre|statische) kamera|keine kamerabewegung/,
      { camera: 'still' },
    ],
    [
      /(?:heraus|raus|zurück)(?:zu)?zoom|zoomt? (?:langsam |sanft )?(?:heraus|raus|zurück)|zoom out/,
      { camera: 'zoom-out' },
    ],
    [/zoom|näher heran|heranfahr/, { camera: 'zoom-in' }],
    [/schwenk\p{L}*.{0,12}(?:nach )?links|linksschwenk/u, { camera: 'pan-left' }],
    [/schwenk|rechtsschwenk/, { camera: 'pan-right' }],
    [/(?:neig|kipp)\p{L}* (?:langsam |sanft )?nach unten/u, { camera: 'tilt-down' }],
    [/(?:neig|kipp)\p{L}* (?:langsam |sanft )?nach oben/u, { camera: 'tilt-up' }],
    [/kamera (?:rollt|dreht sich) (?:nach )?links/, { camera: 'roll-left' }],
    [/kamera (?:rollt|dreht sich) (?:nach )?rechts/, { camera: 'roll-right' }],
    [/(?:umkreis|umrund)\p{L}*.{0,12}links/u, { camera: 'orbit-left' }],
    [/umkreis|umrund|kamerafahrt um/, { camera: 'orbit-right' }],
    [/kamera fährt (?:langsam )?zurück|rückfahrt/, { camera: 'dolly-out' }],
    [/kamera fährt (?:langsam )?(?:vor|heran|hinein)|kamerafahrt/, { camera: 'dolly-in' }],
    [/läche?l|grins/, { effect: 'smile' }],
    [/zwinker/, { effect: 'wink' }],
    [
      /blinzel|atmet|atmen|wird lebendig|zum leben|(?:dreht|neigt|bewegt) (?:den|ihren|seinen) kopf/,
      { effect: 'old-photo' },
    ],
    [/spricht|sprechen|redet|reden|nickt|nicken/, { effect: 'talking-head' }],
    [/tanz/, { effect: 'dance' }],
    [/küss|kuss(?!ion)/, { effect: 'kiss' }],
    [/umarm/, { effect: 'hug' }],
    [/schmilzt|schmelz|zerfließ/, { effect: 'melt' }],
    [/zerquetsch|zerdrück|zusammengedrückt/, { effect: 'crush' }],
    [/aufgeblasen|aufblas|bläst sich auf|ballon/, { effect: 'inflate' }],
    [/anime|comic|zeichentrick|manga/, { effect: 'anime' }],
    [
      /(?<!\p{L})wind(?!\p{L})|windig|brise|(?:haare?|kleid|stoff|blätter|gras|fahne)\p{L}* .{0,16}(?:weh|beweg|wieg|flatter)/u,
      { effect: 'breeze' },
    ],
    [
      /(?:wasser|fluss|meer|see|wasserfall|wellen|wolken|rauch|nebel|dampf)\p{L}* .{0,16}(?:fließ|flies|zieh|beweg|treib|steig|stürz|schlag|fällt)|fließendes wasser|ziehende wolken|steigender rauch/u,
      { effect: 'ambient' },
    ],
    [/schnee|schnei/, { overlay: 'snow' }],
    [/regen|regnet|nieselt/, { overlay: 'rain' }],
    [/funken|glut/, { overlay: 'embers' }],
    [/glühwürmchen|leuchte|glitzer|lichtpunkte|bokeh|schimmer/, { overlay: 'glow' }],
    [/langsam|sanft|ruhig|leicht(?!\p{L}*sinn)|behutsam|dezent/u, { pace: 0.65 }],
    [/schnell|rasch|dramatisch|flott|rasant/, { pace: 1.3 }],
    [/schleife|endlos|nahtlos|\bloop(?:en|t)?\b/, { loop: true }],
  ],
  beyond:
    /(?<!\p{L})(?:fährt (?:weg|davon|los|ab|vorbei)|wegfahr\p{L}*|davonfahr\p{L}*|geht|gehen|läuft|laufen|rennt|rennen|springt|springen|fliegt|fliegen|schwimmt|schwimmen|isst|essen|trinkt|trinken|singt|singen|explodiert|steht auf|aufstehen|setzt sich|klatscht|wirft|werfen|tritt|hebt|heben|greift|öffnet|schließt|weint|lacht|lachen|winkt|winken|verwandelt|verschwindet|erscheint|kämpft|klettert|reitet|spielt|jagt|bellt|brüllt)(?!\p{L})/u,
  filler:
    /(?<!\p{L})(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|es|sie|er|ihr|ihre|ihren|sein|seine|seinen|wir|du|ich|im|in|am|an|auf|aus|zu|zum|zur|vom|von|nach|um|ist|sind|wird|werden|soll|sollen|lass|lasse|mach|bitte|sehr|etwas|ein bisschen|mehr|auch|noch|person|personen|menschen|leute|mann|frau|mädchen|junge|kind|baby|gesicht|kopf|augen|haar|haare|kleid|blätter|wasser|wolken|rauch|kamera|foto|bild|video|clip|szene|hintergrund|vordergrund|schön|schöne|filmisch|realistisch|natürlich|qualität|hd|4k|stil|effekt|bewegung|bewegt|bewegen|sich|licht|warmes|fällt|fallen|beginnt|takt|musik|rhythmus)(?!\p{L})/u,
};
