import type { ClipWords, GalleryWords } from '../gallery-language.ts';

export const gallery: GalleryWords = {
  title: 'Galeria',
  lead: 'Clipes que alguém quis mostrar para todo mundo. Abra um para ver como foi feito e testar com uma foto sua.',
  order: 'Ordem',
  orders: { newest: 'Mais recentes', best: 'Melhores' },
  effect: 'Efeito',
  allEffects: 'Todos os efeitos',
  show: 'Mostrar',
  community: (community) => `Só de ${community}`,
  allCommunities: 'Mostrar todas as comunidades',
  empty: 'Ninguém compartilhou nada aqui ainda.',
  next: 'Mais clipes',
  first: 'Voltar ao início',
  stop: 'Parar as prévias',
  play: 'Tocar as prévias',
  feed: 'Acompanhar clipes novos em um leitor de feeds',
  picture: (effect, prompt) =>
    prompt === '' ? `Um clipe com “${effect}”` : `Um clipe com “${effect}”: ${prompt}`,
};

export const clip: ClipWords = {
  title: (effect) => `Feito com “${effect}”`,
  like: 'Usar esta receita na minha foto',
  download: 'Baixar',
  page: 'Página do clipe',
  own: 'Mudar ou compartilhar',
  recipe: 'Como foi feito',
  sameEffect: (effect) => `Mais com “${effect}”`,
  sameCommunity: 'Mais desta comunidade',
  report: {
    title: 'Denunciar este clipe',
    lead: 'Se isto não deveria aparecer, conte a quem cuida deste serviço. Só essas pessoas leem o que você escreve.',
    reason: 'O que há de errado?',
    submit: 'Enviar a denúncia',
    thanks: 'Agradecemos. Quem cuida deste serviço vai dar uma olhada.',
  },
};
