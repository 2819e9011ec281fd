import { grammar } from '../grammar.ts';
import type { Language } from '../language.ts';

const { counted } = grammar('pt-BR');

export const chat: Language['chat'] = {
  start: (days) =>
    'Me envie uma foto e escolha o que ela vira, ou escreva na legenda o que deve se mover: “slow zoom”, “pan left”.\n' +
    'Duas fotos juntas viram um beijo ou um abraço. Em um grupo, responda a uma foto com /animate.\n' +
    `Só você vê seus clipes até compartilhar. As fotos ficam guardadas por ${counted(days, { one: 'dia', other: 'dias' })}, caso você queira refazer; excluir um clipe exclui também a foto.`,
  ask: 'O que deve acontecer? Escolha, ou envie a foto de novo com uma legenda, como “slow zoom”.',
  askSeveral: (count) => `O que deve acontecer com estas ${count} fotos?`,
  more: 'Mais',
  back: 'Voltar',
  swap: (left) => `A foto ${left} está à esquerda: trocar`,
  taking: 'Recebendo a foto.',
  several: (done, count) => `${done} de ${count} clipes prontos`,
  photoMissing: 'Qual foto? Escreva isto na legenda de uma foto ou em resposta a uma.',
  notPhoto: 'Só dá para animar fotos, não figurinhas, GIFs, vídeos ou áudios. Envie uma foto.',
  choose: (command) => `Qual você quer? (/${command})`,
  say: (option) => `Responda com: ${option}`,
  newMotion: 'Responda com o novo movimento; a foto e a seed continuam.',
  sentPrivately: 'Enviei para você no privado.',
  openFirst: 'Isto é só para você. Abra o bot uma vez e ele chega lá.',
  open: 'Abrir o bot',
  remixInstead: 'Para fazer o seu, responda ao clipe com /remix.',
  unsure: 'O clipe está pronto, mas o Telegram não disse se ele chegou. Se não estiver aqui, toque em “Ver”.',
  make: 'Fazer um clipe',
};
