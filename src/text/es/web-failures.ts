import type { Language } from '../language.ts';

/** What the web page refuses before anything is asked. */
export const webFailures = {
  bad_request: () => 'No se entendió la petición. Vuelve atrás e inténtalo de nuevo.',
  request_too_big: () => 'Es más de lo que se puede recibir de una vez. Envía menos.',
  too_many_requests: ({ seconds = 60 }) =>
    `Fueron demasiadas peticiones seguidas desde tu dirección. Inténtalo de nuevo en ${seconds} segundos.`,
  foreign_request: () =>
    'Eso venía de otro sitio, así que no se hizo nada. Abre esta página directamente e inténtalo de nuevo.',
  bad_range: () => 'El archivo no tiene esa parte. Carga la página de nuevo.',
  link_expired: () =>
    'Este enlace ha caducado. Pide el clip otra vez donde lo recibiste: «clips» muestra los tuyos.',
  playground_off: () =>
    'En esta página no se pueden hacer clips. Quien lleva el servicio puede permitirlo con WEB_ACCESS_KEY.',
  wrong_key: () => 'Esa no es la clave de acceso. Revísala e inténtalo de nuevo.',
} satisfies Partial<Language['failures']>;
