import type { Facts } from '../../core/failure.ts';
import type { TakedownReason } from '../../core/takedown.ts';
import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { names } from './names.ts';
import { webFailures } from './web-failures.ts';

const { number, counted, plural, time } = grammar('pt-BR');

const hint = (word: string | number | undefined): string =>
  word === undefined || word === '' ? '' : ` Você quis dizer “${word}”?`;

const localGoesOn = 'O motor local não custa nada e continua funcionando.';

const amount = (fact: string | number | undefined, otherwise: string): string =>
  typeof fact === 'number' ? number(fact, 1) : (fact ?? otherwise);
const credits = (fact: string | number): string =>
  counted(Number(fact), { one: 'crédito', other: 'créditos' });

const files: Readonly<Record<string, string>> = {
  photo: 'da foto',
  depth: 'do mapa de profundidade',
  logo: 'do logo',
  sound: 'de som',
};
const file = ({ role }: Facts): string => `O arquivo ${files[String(role ?? 'photo')] ?? ''}`;
const called = (effect: string | number | undefined): string =>
  effect === undefined ? '' : `“${effectName({ names }, String(effect))}”`;
const open: Readonly<Record<string, string>> = {
  private: 'privados',
  community: 'visíveis para a comunidade',
  public: 'públicos',
};

/** Why an operator has removed a clip. */
export const takedowns: Readonly<Record<TakedownReason, string>> = {
  consent: 'alguém que aparece nele não concordou.',
  minor: 'mostra alguém menor de idade.',
  sexual: 'aqui não se faz conteúdo sexual.',
  copyright: 'a foto ou o som é de outra pessoa.',
  rules: 'vai contra as regras deste serviço.',
};

/** What happened, and what to do next. Whether anything was charged is said beside it. */
export const failures: Language['failures'] = {
  auth: () => 'O provedor não aceitou nossa chave. Quem opera o serviço precisa conferir.',
  billing: () => 'A conta no provedor ficou sem saldo. Quem opera o serviço precisa recarregar.',
  rate_limited: () => 'O provedor está muito ocupado agora. Tente de novo em alguns minutos.',
  invalid_input: () =>
    'O modelo não consegue filmar essa combinação de ajustes. Mude um deles e tente de novo.',
  content_blocked: () =>
    'O modelo recusou esta foto ou este texto pelas regras de conteúdo. Tente com outro.',
  model_failed: () => 'O modelo não deu conta desta foto. Tente de novo ou use outro modelo.',
  timeout: () => 'Demorou demais e foi interrompido. Tente com menos segundos ou um tamanho menor.',
  expired: ({ file: what }) =>
    what === 'clip'
      ? 'O clipe não foi buscado a tempo e não está mais guardado. Peça de novo.'
      : `O arquivo ${files[String(what ?? 'photo')] ?? what} não está mais guardado. Envie de novo.`,
  unavailable: ({ name = 'engine' }) =>
    `${name === 'engine' ? 'O motor' : name} não está disponível neste serviço agora.`,
  bad_output: () => 'O que voltou não era um clipe que desse para assistir. Tente de novo.',
  unknown_outcome: () => 'O provedor nunca disse como terminou, então desistimos. Não foi feito duas vezes.',

  photo_missing: (facts) =>
    `${file(facts)} não foi encontrado${facts['name'] === undefined ? '' : `: ${facts['name']}`}. Confira o caminho.`,
  photo_is_folder: ({ name }) => `${name ?? 'Isso'} é uma pasta. Indique um arquivo dentro dela.`,
  photo_empty: (facts) => `${file(facts)} está vazio. Exporte ou envie de novo.`,
  photo_not_image: ({ role }) =>
    role === 'depth'
      ? 'O mapa de profundidade não é uma imagem. Envie um PNG cinza em que o que está perto é claro.'
      : 'Esse arquivo não é uma foto. Envie um JPEG, PNG, WebP, GIF ou AVIF.',
  photo_type_unsupported: ({ role, type }) =>
    role === 'depth'
      ? `${type ?? 'Esse formato'} não serve como mapa de profundidade. Envie um PNG cinza.`
      : `${type ?? 'Esse formato'} não pode ser animado. Envie um JPEG, PNG, WebP, GIF ou AVIF.`,
  photo_heic: ({ role }) =>
    role === 'depth'
      ? 'HEIC não serve como mapa de profundidade. Envie um PNG cinza.'
      : 'Fotos HEIC não podem ser lidas aqui. Salve como JPEG (no iPhone, compartilhe como “Mais Compatível”).',
  photo_damaged: (facts) => `${file(facts)} está danificado ou incompleto. Exporte ou envie de novo.`,
  photo_too_heavy: ({ megabytes, limit = 20, ...facts }) =>
    `${file(facts)} tem ${amount(megabytes, 'muitos')} MB; o máximo é ${amount(limit, '')} MB. Salve em um tamanho menor.`,
  photo_too_many_pixels: ({ limit = 50, ...facts }) =>
    `${file(facts)} tem pixels demais; o máximo é ${amount(limit, '')} megapixels. Diminua a imagem.`,
  photo_too_small: (facts) =>
    `${file(facts)} é pequeno demais. Use um com pelo menos 16 pixels de largura e de altura.`,
  photo_too_slow: ({ role }) =>
    role === 'depth'
      ? 'O mapa de profundidade demorou demais para abrir. Salve de novo como um PNG cinza simples.'
      : 'A foto demorou demais para abrir. Salve de novo como um JPEG simples.',
  faces_missing: ({ found }) =>
    `Uma foto só basta quando mostra dois rostos de frente; encontrados: ${amount(found, 'poucos')}. Envie duas fotos, uma de cada pessoa.`,

  sound_missing: ({ name }) =>
    `O som não foi encontrado${name === undefined ? '' : `: ${name}`}. Confira o caminho.`,
  sound_is_folder: ({ name }) => `${name ?? 'Isso'} é uma pasta. Indique o som dentro dela.`,
  sound_empty: () => 'O arquivo de som está vazio. Exporte ou envie de novo.',
  sound_not_audio: () => 'Não há som nesse arquivo. Envie MP3, M4A, AAC, WAV, FLAC ou OGG.',
  sound_damaged: () => 'O som está danificado ou incompleto. Exporte ou envie de novo.',
  sound_too_heavy: ({ megabytes, limit = 50 }) =>
    `O som tem ${amount(megabytes, 'muitos')} MB; o máximo é ${amount(limit, '')} MB. Corte um pedaço.`,
  sound_too_long: ({ minutes, limit = 15 }) =>
    `O som tem ${amount(minutes, 'muitos')} minutos; o máximo é ${amount(limit, '')}. Corte um pedaço.`,
  sound_too_short: () => 'Quase não dá para ouvir nada nesse som. Envie um mais longo.',

  unknown_command: ({ value, nearest }) => `O comando “${value ?? ''}” não existe.${hint(nearest)}`,
  unknown_option: ({ option, nearest }) => `A opção “${option ?? ''}” não existe.${hint(nearest)}`,
  unknown_choice: ({ option, value, nearest, choices }) =>
    `“${value ?? ''}” não vale para ${option ?? 'esta opção'}.${hint(nearest)} Escolha entre: ${choices ?? ''}.`,
  missing_option: ({ option, flag }) =>
    flag === undefined ? `Falta: ${option ?? 'uma opção'}.` : `Falta o valor de ${flag}.`,
  bad_number: ({ option, minimum, maximum }) =>
    `${option ?? 'O valor'} precisa ser um número de ${minimum ?? ''} a ${maximum ?? ''}.`,
  bad_text: ({ option, maximum }) =>
    `${option ?? 'O texto'} é longo demais; cabem ${amount(maximum, '')} caracteres.`,
  wrong_photo_count: ({ given = 0, needed, fewest, effect }) => {
    const photos = needed === 1 ? 'uma foto' : `${needed ?? ''} fotos`;
    const fewer = fewest === 1 && needed !== 1 ? ', ou de uma em que as duas pessoas apareçam' : '';
    return `${called(effect) || 'Isto'} precisa de ${photos}${fewer}; recebidas: ${given}.`;
  },
  too_much_motion: ({ percent, limit = 20 }) =>
    `Isso moveria a imagem ${percent ?? 'mais de 20'}% da largura; até ${limit}% parece natural. Escolha menos movimento.`,
  too_long: ({ seconds, limit = 60 }) =>
    `Assim o clipe teria ${amount(seconds, 'muitos')} segundos; o máximo é ${limit}. Estenda um mais curto.`,
  not_refinable: () => 'Este clipe não era um rascunho, então não há o que refinar. Refaça ou edite.',
  not_failed: () => 'Esse pedido não falhou, então não há o que tentar de novo. Refaça o clipe dele.',
  taken_down: ({ reason }) =>
    `Quem opera este serviço removeu este clipe: ${takedowns[reason as TakedownReason] ?? takedowns.rules}`,
  nothing_to_refund: () =>
    'Não há nada a devolver por esse pedido: foi grátis, não terminou ou já foi devolvido.',
  not_extendable: ({ effect }) =>
    `Um clipe com ${called(effect) || 'este efeito'} não pode ser estendido, porque precisa de duas fotos. Estenda um de uma foto só.`,

  ...webFailures,

  not_found: () => 'Isso não está mais aqui.',
  not_allowed: () => 'Só quem é dono pode fazer isso.',
  not_manager: () => 'Só quem administra esta comunidade pode fazer isso.',
  no_community: () => 'Os ajustes são de um servidor ou grupo. Peça por lá.',
  effect_off: ({ effect }) =>
    `O efeito ${called(effect)} está desligado nesta comunidade. Quem administra pode ligar com “settings”.`,
  model_off: ({ model }) => `O modelo ${model ?? ''} não é permitido nesta comunidade. Escolha outro.`,
  channel_closed: () => 'Não se fazem clipes neste canal. Quem administra a comunidade diz onde.',
  role_missing: () => 'Nesta comunidade os clipes são para certos cargos, e você não tem nenhum deles.',
  too_open: ({ asked, widest }) =>
    `Nesta comunidade os clipes não podem ser ${open[String(asked)] ?? 'tão visíveis'}; no máximo, ${open[String(widest)] ?? widest ?? ''}.`,
  adults_only: ({ what }) =>
    what === 'everything'
      ? 'Nesta comunidade só se fazem clipes em canais com restrição de idade.'
      : `${what === 'prompts' ? 'Clipes com texto próprio só podem ser feitos' : `${called(what) || 'Isso'} só pode ser usado`} em canais com restrição de idade nesta comunidade.`,
  never_public: () =>
    'O que vem de um canal com restrição de idade nunca é público. Mostre só à comunidade ou deixe privado.',
  cancelled: () => 'Cancelado.',
  no_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `Isto custa até ${credits(needed)} e você tem ${amount(left, '')}. ` +
    (Number(daily) < Number(needed)
      ? `Peça menos segundos ou versões, ou créditos a quem opera o serviço. ${localGoesOn}`
      : `Recarga até ${amount(daily, '')} em ${time(resets)}. ${localGoesOn}`),
  no_community_credits: ({ needed = 0, left = 0, daily, resets }) =>
    `Isto custa até ${credits(needed)} e para esta comunidade ${plural(Number(left), { one: 'resta', other: 'restam' })} ${amount(left, '')}. ` +
    `Recarga até ${amount(daily, '')} em ${time(resets)}. ${localGoesOn}`,
  no_role_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `Isto custa até ${credits(needed)}; nesta comunidade seus cargos deixam você com ${amount(left, '')} de ${amount(daily, '')} por dia. ` +
    `A contagem recomeça em ${time(resets)}. ${localGoesOn}`,
  budget_spent: ({ period, resets }) =>
    `Este serviço já gastou o orçamento ${period === 'month' ? 'do mês' : 'do dia'}, então nada foi iniciado. ` +
    `Os motores pagos voltam em ${time(resets)}. ${localGoesOn}`,
  spending_off: () => `Quem opera o serviço desligou os motores pagos por enquanto. ${localGoesOn}`,
  disk_full: () => 'O disco está cheio. Libere espaço e tente de novo.',
  output_unwritable: ({ path }) =>
    `Não dá para gravar o clipe em ${path ?? 'esse lugar'}. Escolha outro --out; os clipes prontos estão em “photoplay clips”.`,
  data_folder_busy: ({ folder }) =>
    `Outro Photoplay está usando a pasta de dados ${folder ?? ''}. Pare-o ou defina outra pasta em DATA_DIR.`,
  service_gone: () => 'O serviço parou. O que foi pedido continua quando ele voltar.',
  bad_setting: ({ name, rule }) =>
    `O ajuste ${name ?? ''} não está certo${rule === undefined ? '' : ` (${rule})`}.`,
  encoder_missing: () =>
    'Nenhum codificador de vídeo foi encontrado. Instale o ffmpeg ou rode “npm install” de novo para ter o node-av.',
  encoder_failed: () => 'O codificador de vídeo parou antes de terminar o clipe. Tente de novo.',
  queue_down: () => 'A fila não responde. Confira se o Redis ou o Postgres está rodando.',
  store_down: () => 'O banco de dados não responde. Confira DATABASE_URL e se ele está rodando.',
  port_taken: ({ port }) => `A porta ${port ?? ''} está em uso. Feche o outro programa ou mude PORT.`,
  poison: () => 'Este pedido derrubou o processo várias vezes, então foi abandonado.',
  internal: () => 'Algo deu errado do nosso lado. LOG_LEVEL=error mostra o quê.',
};
