import type { ClipWords, GalleryWords } from '../gallery-language.ts';

export const gallery: GalleryWords = {
  title: 'Galería',
  lead: 'Clips que alguien quiso mostrar a todo el mundo. Abre uno para ver cómo se hizo y probarlo con una foto tuya.',
  order: 'Orden',
  orders: { newest: 'Más recientes', best: 'Mejores' },
  effect: 'Efecto',
  allEffects: 'Todos los efectos',
  show: 'Mostrar',
  community: (community) => `Solo de ${community}`,
  allCommunities: 'Mostrar todas las comunidades',
  empty: 'Aquí todavía nadie ha compartido nada.',
  next: 'Más clips',
  first: 'Volver al principio',
  stop: 'Parar las vistas previas',
  play: 'Reproducir las vistas previas',
  feed: 'Seguir los clips nuevos en un lector de feeds',
  picture: (effect, prompt) =>
    prompt === '' ? `Un clip con «${effect}»` : `Un clip con «${effect}»: ${prompt}`,
};

export const clip: ClipWords = {
  title: (effect) => `Hecho con «${effect}»`,
  like: 'Usar esta receta en mi foto',
  download: 'Descargar',
  page: 'Página del clip',
  own: 'Cambiarlo o compartirlo',
  recipe: 'Cómo se hizo',
  sameEffect: (effect) => `Más con «${effect}»`,
  sameCommunity: 'Más de esta comunidad',
  report: {
    title: 'Denunciar este clip',
    lead: 'Si esto no debería mostrarse, díselo a quienes llevan este servicio. Solo ellos leen tus palabras.',
    reason: '¿Qué tiene de malo?',
    submit: 'Enviar la denuncia',
    thanks: 'Gracias. Quienes llevan este servicio lo revisarán.',
  },
};
