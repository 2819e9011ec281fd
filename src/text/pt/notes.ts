import type { Warning } from '../../core/engine.ts';
import type { Language } from '../language.ts';

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `Aqui não dá para usar ${what} ${asked}; foi usado ${used}.`;

export const visibilities: Language['visibilities'] = {
  private: 'privado: só você vê',
  community: 'visível para esta comunidade',
  public: 'público',
};

export const warnings: Language['warnings'] = {
  ratio: replaced('a proporção'),
  seconds: replaced('a duração'),
  resolution: replaced('a resolução'),
  camera: replaced('o movimento de câmera'),
  seed: () => 'Este modelo não tem uma seed que se repita.',
  engine: ({ asked, used }) => `${asked} não estava disponível; quem filmou foi ${used}.`,
  prompt: () => 'Este modelo não aceita texto.',
  join: () => 'O clipe anterior foi excluído nesse meio-tempo, então esta é só a parte nova.',
  depth: () => 'Não deu para usar o modelo de profundidade; a profundidade foi estimada.',
  motion: ({ used }) => `A imagem se move ${used} da largura; acima de 15% pode parecer esticada.`,
};

export const advice: Language['advice'] = {
  small: 'A foto é pequena, então o clipe pode ficar um pouco sem nitidez.',
  blurred: 'A foto não está nítida; uma mais nítida fica melhor em movimento.',
  flat_contrast: 'A foto tem pouco contraste; fica difícil ver a profundidade.',
  hard_contrast: 'A foto tem contraste demais.',
  clipped: 'Há áreas grandes totalmente pretas ou brancas, sem nada para mover.',
  cluttered: 'A foto tem muita coisa; um fundo mais calmo se move melhor.',
  noisy: 'A foto está granulada; reduzir um pouco o ruído ajuda.',
  narrow: 'A foto é muito comprida e estreita; os lados podem ser cortados.',
};
