import type { WordList } from './word-list.ts';

export const portuguese: WordList = {
  between: /[,;!?\n]+|\.(?=\s|$)|(?<!\p{L})(?:e depois|depois|e|enquanto|com|além disso)(?!\p{L})/u,
  meanings: [
    [
      /câmera (?:fixa|parada|estática|imóvel)|câmara (?:fixa|parada|estática)|sem (?:mover|movimento de) (?:a )?câm[ea]ra/,
      { camera: 'still' },
    ],
    [/zoom (?:lento )?(?:para (?:fora|trás)|out)|afast(?:a|ar|ando)/, { camera: 'zoom-out' }],
    [/zoom|aproxim(?:a|ar|ando|ação)/, { camera: 'zoom-in' }],
    [/(?:panorâmica|pan|varredura).{0,18}esquerda/, { camera: 'pan-left' }],
    [/panorâmica|varredura|(?<!\p{L})pan(?!\p{L})/u, { camera: 'pan-right' }],
    [/inclin\p{L}* (?:lentamente )?para baixo/u, { camera: 'tilt-down' }],
    [/inclin\p{L}* (?:lentamente )?para cima/u, { camera: 'tilt-up' }],
    [/câm[ea]ra (?:gira|rola) para a esquerda/, { camera: 'roll-left' }],
    [/câm[ea]ra (?:gira|rola) para a direita/, { camera: 'roll-right' }],
    [/(?:orbit|órbita|rodei)\p{L}*.{0,18}esquerda/u, { camera: 'orbit-left' }],
    [/orbita|órbita|rodeia|em volta|ao redor/, { camera: 'orbit-right' }],
    [/(?:dolly|travelling).{0,10}(?:trás|fora)|câm[ea]ra recua/, { camera: 'dolly-out' }],
    [/dolly|travelling|câm[ea]ra avança/, { camera: 'dolly-in' }],
    [/sorri/, { effect: 'smile' }],
    [/pisca(?:dela| o olho| um olho)|dá uma piscad/, { effect: 'wink' }],
    [
      /pisca(?! (?:o|um) olho)|respir|ganha vida|(?:vira|inclina|mexe|move) a cabeça/,
      { effect: 'old-photo' },
    ],
    [
      /(?<!\p{L})(?:fala|falam|falando|falar|conversa|acena com a cabeça)(?!\p{L})/u,
      { effect: 'talking-head' },
    ],
    [/(?<!\p{L})danç/u, { effect: 'dance' }],
    [/beij(?!ing)/, { effect: 'kiss' }],
    [/abraç/, { effect: 'hug' }],
    [/derret/, { effect: 'melt' }],
    [/esmag|amass/, { effect: 'crush' }],
    [/infl(?:a|ar|ado|ando)|balão/, { effect: 'inflate' }],
    [/anime|desenho animado|mangá|quadrinhos/, { effect: 'anime' }],
    [
      /vento|brisa|(?:cabelo|cabelos|vestido|tecido|folhas|grama|bandeira)\p{L}* .{0,16}(?:mexe|move|balança|ondula|esvoaç)/u,
      { effect: 'breeze' },
    ],
    [
      /(?:água|rio|mar|lago|cachoeira|cascata|ondas|nuvens|fumaça|fumo|névoa|vapor)\p{L}* .{0,16}(?:flui|fluem|corre|move|passam|sobe|sobem|cai|caem|flutua)/u,
      { effect: 'ambient' },
    ],
    [/neve|neva|nevando|flocos/, { overlay: 'snow' }],
    [/chuva|chove|chovendo|chover/, { overlay: 'rain' }],
    [/faíscas|fagulhas|brasas/, { overlay: 'embers' }],
    [/vaga-?lumes|brilho|luzes mágicas|bokeh|cintil/, { overlay: 'glow' }],
    [/lent(?:o|a|amente)|suave(?:mente)?|devagar|sutil(?:mente)?|calm/, { pace: 0.65 }],
    [/rápid(?:o|a|amente)|depressa|dramátic(?:o|a|amente)|enérgic/, { pace: 1.3 }],
    [/sem fim|\bloop\b|contínuo|em ciclo/, { loop: true }],
  ],
  beyond:
    /(?<!\p{L})(?:vai embora|vão embora|parte|dirig\p{L}*|anda|andam|andando|caminha\p{L}*|corre(?:m|ndo)|corre|pula\p{L}*|salta\p{L}*|voa|voam|voando|nada(?:m|ndo)|come|comem|comendo|bebe\p{L}*|canta\p{L}*|explode\p{L}*|levanta\p{L}*|senta\p{L}*|bate palmas|joga\p{L}*|chuta|agarra|abre|fecha|chora\p{L}*|ri|riem|rindo|acena(?! com a cabeça)|se transforma|vira um|aparece\p{L}*|desaparece\p{L}*|luta\p{L}*|escala|monta|brinca\p{L}*|persegue|late|ruge)(?!\p{L})/u,
  filler:
    /(?<!\p{L})(?:o|a|os|as|um|uma|uns|umas|de|do|da|dos|das|no|na|nos|nas|em|por|para|ao|à|seu|sua|seus|suas|meu|minha|se|que|é|são|está|estão|ela|ele|eles|elas|faça|fazer|por favor|muito|pouco|um pouco|mais|também|pessoa|pessoas|gente|homem|mulher|menina|menino|criança|bebê|rosto|cara|cabeça|olhos|cabelo|cabelos|vestido|folhas|água|nuvens|fumaça|câmera|câmara|foto|imagem|vídeo|clipe|cena|fundo|bonito|bonita|lindo|linda|cinematográfico|realista|natural|qualidade|hd|4k|estilo|efeito|movimento|mexe|move|movem|luz|quente|cai|caem|caindo|começa|ritmo|música|esquerda|direita)(?!\p{L})/u,
};
