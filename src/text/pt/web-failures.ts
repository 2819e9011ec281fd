import type { Language } from '../language.ts';

/** What the web page refuses before anything is asked. */
export const webFailures = {
  bad_request: () => 'Não deu para entender o pedido. Volte e tente de novo.',
  request_too_big: () => 'É mais do que dá para receber de uma vez. Envie menos.',
  too_many_requests: ({ seconds = 60 }) =>
    `Foram pedidos demais de uma vez do seu endereço. Tente de novo em ${seconds} segundos.`,
  foreign_request: () =>
    'Isso veio de outro site, então nada foi feito. Abra esta página diretamente e tente de novo.',
  bad_range: () => 'O arquivo não tem essa parte. Recarregue a página.',
  link_expired: () => 'Este link expirou. Peça o clipe de novo onde você o recebeu: “clips” mostra os seus.',
  playground_off: () =>
    'Não dá para fazer clipes nesta página. Quem cuida do serviço pode permitir com WEB_ACCESS_KEY.',
  wrong_key: () => 'Essa não é a chave de acesso. Confira e tente de novo.',
} satisfies Partial<Language['failures']>;
