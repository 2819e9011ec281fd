import type { WordList } from './word-list.ts';

export const spanish: WordList = {
  between: /[,;!?¡¿\n]+|\.(?=\s|$)|(?<!\p{L})(?:y luego|luego|y|e|mientras|con|además|después)(?!\p{L})/u,
  meanings: [
    [
      /cámara (?:fija|quieta|estática|inmóvil)|sin (?:mover|movimiento de) (?:la )?cámara/,
      { camera: 'still' },
    ],
    [
      /zoom (?:lento )?(?:hacia (?:fuera|atrás)|out)|alej(?:a|ar|arse|ándose)|(?:se )?aleja/,
      { camera: 'zoom-out' },
    ],
    [/zoom|acerc(?:a|ar|arse|ándose)|acercamiento/, { camera: 'zoom-in' }],
    [/(?:pan(?:eo|orámica|ea)|barrido).{0,16}izquierda/, { camera: 'pan-left' }],
    [/paneo|panea|panorámica|barrido/, { camera: 'pan-right' }],
    [/(?:inclin\p{L}*|cámara baja) ?(?:lentamente )?(?:hacia )?abajo/u, { camera: 'tilt-down' }],
    [/(?:inclin\p{L}*|cámara sube) ?(?:lentamente )?(?:hacia )?arriba/u, { camera: 'tilt-up' }],
    [/cámara (?:gira|rueda) (?:a|hacia) la izquierda/, { camera: 'roll-left' }],
    [/cámara (?:gira|rueda) (?:a|hacia) la derecha/, { camera: 'roll-right' }],
    [/(?:orbit|órbita|rode)\p{L}*.{0,16}izquierda/u, { camera: 'orbit-left' }],
    [/orbita|órbita|rodea|alrededor/, { camera: 'orbit-right' }],
    [/(?:dolly|travelling|cámara retrocede).{0,10}(?:atrás|fuera)|cámara retrocede/, { camera: 'dolly-out' }],
    [/dolly|travelling|cámara avanza/, { camera: 'dolly-in' }],
    [/sonr(?:í|i)|sonrisa/, { effect: 'smile' }],
    [/guiñ/, { effect: 'wink' }],
    [/parpade|respir|cobra vida|(?:gira|inclina|mueve) la cabeza/, { effect: 'old-photo' }],
    [/(?<!\p{L})(?:habla|hablan|hablando|hablar|asiente|asienten)(?!\p{L})/u, { effect: 'talking-head' }],
    [/(?<!\p{L})(?:bail|danza)/u, { effect: 'dance' }],
    [/(?<!\p{L})bes(?:a|o|an|ar|os|ándose)(?!\p{L})/u, { effect: 'kiss' }],
    [/abraz/, { effect: 'hug' }],
    [/derrit|derret/, { effect: 'melt' }],
    [/aplast|estruj/, { effect: 'crush' }],
    [/infl(?:a|ar|ado|ándose)|globo/, { effect: 'inflate' }],
    [/anime|dibujos? animados?|cómic|manga/, { effect: 'anime' }],
    [
      /viento|brisa|(?:pelo|cabello|vestido|tela|hojas|hierba|bandera)\p{L}* .{0,16}(?:mueve|mueven|ondea|ondean|mece|mecen|agita)|(?:ondea|mueve|mece)\p{L}* (?:el |su |la )?(?:pelo|cabello|vestido|tela)/u,
      { effect: 'breeze' },
    ],
    [
      /(?:agua|río|mar|lago|cascada|olas|nubes|humo|niebla|vapor)\p{L}* .{0,16}(?:fluye|fluyen|mueve|mueven|pasan|sube|suben|cae|corre|flotan)|(?:fluye|sube|cae|pasan|se mueven?) (?:el |la |las |los )?(?:agua|río|cascada|olas|nubes|humo|niebla)/u,
      { effect: 'ambient' },
    ],
    [/nieve|nieva|nevando|nevar|copos/, { overlay: 'snow' }],
    [/lluvia|llueve|lloviendo|llover/, { overlay: 'rain' }],
    [/chispas|brasas|ascuas/, { overlay: 'embers' }],
    [/luciérnagas|resplandor|brillos?|destellos|bokeh|luces mágicas/, { overlay: 'glow' }],
    [/lent(?:o|a|amente)|suave(?:mente)?|despacio|sutil(?:mente)?|tranquil/, { pace: 0.65 }],
    [/rápid(?:o|a|amente)|dramátic(?:o|a|amente)|deprisa|enérgic/, { pace: 1.3 }],
    [/bucle|sin fin|\bloop\b|sin costuras/, { loop: true }],
  ],
  beyond:
    /(?<!\p{L})(?:se va|se marcha|se alejan? (?:en|corriendo|volando)|conduc\p{L}*|arranca|camina\p{L}*|anda|corre(?!\p{L}* el agua)|corren|corriendo|salta\p{L}*|vuela\p{L}*|volando|nada(?:n|ndo)|come|comen|comiendo|bebe\p{L}*|canta\p{L}*|explota\p{L}*|se levanta\p{L}*|se sienta\p{L}*|aplaude\p{L}*|lanza\p{L}*|patea|agarra|levanta|abre|cierra|llora\p{L}*|ríe\p{L}*|saluda\p{L}*|se transforma|se convierte|aparece\p{L}*|desaparece\p{L}*|pelea\p{L}*|trepa|monta|juega\p{L}*|persigue|ladra|ruge)(?!\p{L})/u,
  filler:
    /(?<!\p{L})(?:el|la|los|las|lo|un|una|unos|unas|de|del|al|a|en|por|para|su|sus|mi|tu|se|que|es|son|está|están|ella|él|ellos|ellas|haz|hacer|haga|por favor|muy|un poco|poco|algo|más|también|persona|personas|gente|hombre|mujer|niña|niño|chica|chico|bebé|cara|rostro|cabeza|ojos|pelo|cabello|vestido|hojas|agua|nubes|humo|cámara|foto|imagen|vídeo|video|clip|escena|fondo|hermoso|hermosa|bonito|bonita|cinematográfico|realista|natural|calidad|hd|4k|estilo|efecto|movimiento|mueve|mueven|luz|cálida|cae|caen|cayendo|empieza|ritmo|música|hacia|izquierda|derecha)(?!\p{L})/u,
};
