import { grammar } from '../grammar.ts';
import type { Language } from '../language.ts';

const { counted } = grammar('es');

export const chat: Language['chat'] = {
  start: (days) =>
    'Envíame una foto y elige en qué se convierte, o escribe debajo qué debe moverse: «slow zoom», «pan left».\n' +
    'Dos fotos juntas dan un beso o un abrazo. En un grupo, responde a una foto con /animate.\n' +
    `Los clips solo los ves tú hasta que los compartas. Las fotos se guardan ${counted(days, { one: 'día', other: 'días' })}, por si quieres repetir; al eliminar un clip se elimina también su foto.`,
  ask: '¿Qué quieres que pase? Elige, o envía la foto otra vez con texto debajo, por ejemplo «slow zoom».',
  askSeveral: (count) => `¿Qué quieres que pase con estas ${count} fotos?`,
  more: 'Más',
  back: 'Volver',
  swap: (left) => `La foto ${left} va a la izquierda: cambiar`,
  taking: 'Recibiendo la foto.',
  several: (done, count) => `${done} de ${count} clips listos`,
  photoMissing: '¿Qué foto? Escribe esto debajo de una foto o como respuesta a una.',
  notPhoto: 'Solo se animan fotos, no stickers, GIF, vídeos ni mensajes de voz. Envía una foto.',
  choose: (command) => `¿Cuál eliges? (/${command})`,
  say: (option) => `Responde con: ${option}`,
  newMotion: 'Responde con el nuevo movimiento; la foto y la semilla se quedan.',
  sentPrivately: 'Te lo envié en privado.',
  openFirst: 'Esto es solo para ti. Abre el bot una vez y te llegará allí.',
  open: 'Abrir el bot',
  remixInstead: 'Para hacer el tuyo, responde al clip con /remix.',
  unsure: 'El clip está listo, pero Telegram no dijo si llegó. Si no lo ves aquí, pulsa «Ver».',
  make: 'Hacer un clip',
};
