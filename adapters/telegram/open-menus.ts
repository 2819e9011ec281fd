import type { Message } from './incoming.ts';
import type { Menu } from './menu.ts';

/** A photo menu that waits for a choice, with the messages of its photos. */
export type OpenMenu = {
  readonly message: Message;
  readonly album: readonly Message[];
  readonly menu: number;
  readonly chosen: Menu['chosen'];
};

const openMilliseconds = 10 * 60_000;
const most = 10_000;

/**
 * The latest photo menu of each private chat, so that words that follow are meant for its photo. Only this process knows,
 * for some minutes, so after a restart people are asked which photo they mean.
 */
export const openMenus = (milliseconds = openMilliseconds) => {
  const menus = new Map<number, OpenMenu>();
  const close = (chat: number, menu: number): void => {
    if (menus.get(chat)?.menu === menu) menus.delete(chat);
  };
  return {
    close,
    open: (chat: number, opened: OpenMenu): void => {
      menus.delete(chat);
      menus.set(chat, opened);
      setTimeout(() => close(chat, opened.menu), milliseconds).unref();
      const [oldest] = menus.keys();
      if (menus.size > most && oldest !== undefined) menus.delete(oldest);
    },
    /** Notes the options that were chosen in a menu. */
    choose: (chat: number, menu: number, chosen: Menu['chosen']): void => {
      const open = menus.get(chat);
      if (open?.menu === menu) menus.set(chat, { ...open, chosen });
    },
    forget: (chat: number): void => void menus.delete(chat),
    /** The menu that words in a chat are about; null if there is none. */
    latest: (chat: number): OpenMenu | null => menus.get(chat) ?? null,
  };
};

export type OpenMenus = ReturnType<typeof openMenus>;
