/** A message as it is drawn: what the API says of it, and a picture for each clip. */
export type Drawn = {
  readonly command: string | null;
  readonly content: string;
  readonly pictures: readonly string[];
  readonly buttons: readonly (readonly Button[])[];
  readonly form?: Form;
  readonly onlyForOne: boolean;
  /** By the clock of the local Discord, in milliseconds. */
  readonly seenAt: number;
};

export type Button = {
  readonly label?: string;
  readonly style?: number;
  readonly emoji?: { readonly name: string };
  /** Of a menu, which has no label. */
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string; readonly default?: boolean }[];
  readonly default_values?: readonly unknown[];
};

/** A form as it is drawn: each field with its label and what stands in it. */
export type Form = {
  readonly title: string;
  readonly fields: readonly { readonly label: string; readonly type: number; readonly text: string }[];
};

/** One conversation of the page, by the name its picture is saved under. */
export type Scene = { readonly name: string; readonly title: string; readonly messages: readonly Drawn[] };

const literal = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const fromNow = (seconds: number, now: number): string => {
  const left = Math.round(seconds - now / 1_000);
  if (Math.abs(left) < 60) return left >= 0 ? `in ${left} seconds` : `${-left} seconds ago`;
  const minutes = Math.round(Math.abs(left) / 60);
  const words = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return left >= 0 ? `in ${words}` : `${words} ago`;
};

// Kept apart while marks are read, so that an escaped sign is none.
const hidden = (code: number): string => String.fromCharCode(0xe000 + code);

const inline = (text: string, now: number): string =>
  literal(text.replaceAll(/\\([^a-zA-Z0-9\s])/g, (_all, sign: string) => hidden(sign.charCodeAt(0))))
    .replaceAll(/&lt;t:(\d+):R&gt;/g, (_all, at: string) => `<time>${fromNow(Number(at), now)}</time>`)
    .replaceAll(/&lt;t:(\d+):f&gt;/g, '<time>22 November 2026 01:00</time>')
    .replaceAll(/&lt;#(\d+)&gt;/g, '<mark># clips</mark>')
    .replaceAll(/&lt;@&amp;(\d+)&gt;/g, '<mark>@Boosters</mark>')
    .replaceAll(/&lt;@(\d+)&gt;/g, '<mark>@Ana</mark>')
    .replaceAll(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replaceAll(/`(.+?)`/g, '<code>$1</code>')
    .replaceAll(/[\ue000-\ue0ff]/g, (sign) => literal(String.fromCharCode(sign.charCodeAt(0) - 0xe000)));

/** The part of Discord's markdown that we use. */
const markdown = (content: string, now: number): string =>
  content
    .split(/```\n?([\s\S]*?)```/)
    .map((part, index) => {
      if (index % 2 === 1) return `<pre>${literal(part.trimEnd())}</pre>`;
      return part
        .split('\n')
        .filter((line, at, all) => line !== '' || (at > 0 && at < all.length - 1))
        .map((line) =>
          line.startsWith('-# ')
            ? `<small>${inline(line.slice(3), now)}</small>`
            : `<p>${inline(line, now)}</p>`,
        )
        .join('');
    })
    .join('');

const styles: Readonly<Record<number, string>> = { 1: 'blurple', 2: 'grey', 3: 'green', 4: 'red' };

const chosenIn = ({ options, placeholder = '', default_values: picked = [] }: Button): string =>
  options?.find((option) => option.default)?.label ??
  (picked.length === 0 ? placeholder : `${picked.length} chosen`);

const drawButton = (button: Button): string =>
  button.label === undefined
    ? `<span class="menu">${literal(chosenIn(button))}<i>⌄</i></span>`
    : drawPlain(button);

const drawForm = ({ title, fields }: Form): string =>
  `<form><h3>${literal(title)}</h3>${fields
    .map(({ label, text, type }) =>
      type === 23
        ? `<label class="tick"><i>${text}</i>${literal(label)}</label>`
        : `<label>${literal(label)}<span class="${type === 4 ? 'text' : 'menu'}">${literal(text)}${type === 3 ? '<i>⌄</i>' : ''}</span></label>`,
    )
    .join('')}<div><a>Cancel</a><span class="button blurple">Submit</span></div></form>`;

const drawPlain = ({ label = '', style = 2, emoji }: Button): string =>
  `<span class="button ${styles[style] ?? 'grey'}">${emoji === undefined ? '' : `<i>${emoji.name}</i>`}${literal(label)}</span>`;

const drawMessage = (message: Drawn): string =>
  message.form !== undefined
    ? drawForm(message.form)
    : `
  <article${message.content.includes('<@') ? ' class="mention"' : ''}>
    ${message.command === null ? '' : `<header><img src="ANA"><b>Ana</b> used <a>${literal(message.command)}</a></header>`}
    <div class="avatar"></div>
    <div><h2>Photoplay <em>APP</em> <span>Today at 17:32</span></h2>
      ${markdown(message.content, message.seenAt)}
      ${message.pictures.map((picture) => `<figure><img src="${picture}"><i>▶</i></figure>`).join('')}
      ${message.buttons.map((row) => `<nav>${row.map(drawButton).join('')}</nav>`).join('')}
      ${message.onlyForOne ? '<small class="only">👁 Only you can see this · <a>Dismiss message</a></small>' : ''}
    </div>
  </article>`;

const dark =
  '--page: #313338; --text: #dbdee1; --strong: #f2f3f5; --faint: #949ba4; --box: #2b2d31; --edge: #1e1f22; --button: #4e5058; --on: #fff; --hint: #444037; --time: #4e505873; --name: #c9cdfb;';
const light =
  '--page: #fff; --text: #313338; --strong: #060607; --faint: #5c5e66; --box: #f2f3f5; --edge: #e3e5e8; --button: #e3e5e8; --on: #313338; --hint: #fdf3e0; --time: #0000000f; --name: #4752c4;';

const look = `
  body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", "Liberation Sans", sans-serif, Emoji; }
  section { max-width: 640px; padding: 8px 0 16px; background: var(--page); }
  h1 { font-size: 13px; color: var(--faint); margin: 8px 16px; text-transform: uppercase; letter-spacing: .04em; }
  article { display: grid; grid-template-columns: 40px 1fr; gap: 0 16px; padding: 6px 16px; margin-top: 12px; }
  article.mention { background: var(--hint); box-shadow: inset 2px 0 #f0b232; }
  header { grid-column: 2; font-size: 14px; color: var(--faint); margin-bottom: 2px; }
  header img { display: none; } header b { color: var(--strong); font-weight: 500; }
  .avatar { width: 40px; height: 40px; border-radius: 50%; background: conic-gradient(from 40deg, #f0a35e, #c2557a, #6a5acd, #f0a35e); }
  h2 { margin: 0; font-size: 16px; font-weight: 500; color: var(--strong); }
  h2 em { font: 600 10px/15px sans-serif; background: #5865f2; color: #fff; border-radius: 4px; padding: 1px 5px; vertical-align: 2px; }
  h2 span, .only { color: var(--faint); font-size: 12px; font-weight: 400; margin-left: 6px; }
  p { margin: 0; min-height: 1em; overflow-wrap: anywhere; } small { display: block; font-size: 13px; color: var(--faint); overflow-wrap: anywhere; }
  .only { margin: 6px 0 0; } a { color: #00a8fc; }
  mark { background: #5865f24d; color: var(--name); border-radius: 3px; padding: 0 2px; font-weight: 500; }
  time { background: var(--time); border-radius: 3px; padding: 0 2px; }
  pre { background: var(--box); border: 1px solid var(--edge); border-radius: 4px; padding: 8px; margin: 4px 0; font: 13px/1.3 monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  figure { position: relative; display: inline-block; margin: 6px 4px 0 0; } figure img { display: block; max-width: min(300px, 100%); max-height: 220px; border-radius: 8px; }
  figure i { position: absolute; inset: 50% auto auto 50%; transform: translate(-50%, -50%); width: 48px; height: 48px; line-height: 48px; text-align: center; border-radius: 50%; background: #000a; color: #fff; font-style: normal; }
  nav { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
  .button { font-size: 14px; font-weight: 500; color: var(--on); border-radius: 4px; padding: 6px 14px; white-space: nowrap; }
  .button i { font-style: normal; margin-right: 6px; }
  .menu, .text { display: flex; justify-content: space-between; flex: 1; max-width: 400px; min-height: 22px; background: var(--edge); border-radius: 4px; padding: 8px 12px; font-size: 14px; color: var(--faint); }
  .menu i { font-style: normal; }
  form { margin: 16px; padding: 16px; border-radius: 8px; background: var(--box); max-width: 440px; box-shadow: 0 2px 12px #0004; }
  h3 { margin: 0 0 12px; color: var(--strong); } label { display: block; margin-bottom: 14px; font-size: 14px; font-weight: 600; color: var(--strong); }
  label .menu, label .text { margin-top: 6px; font-weight: 400; } .text { min-height: 60px; } .tick i { font-style: normal; margin-right: 8px; }
  form > div { display: flex; justify-content: flex-end; align-items: center; gap: 16px; }
  .grey { background: var(--button); } .red { background: #da373c; color: #fff; } .green { background: #248046; color: #fff; } .blurple { background: #5865f2; color: #fff; }`;

/** The page that shows every scene as Discord would. */
export const pageOf = (
  scenes: readonly Scene[],
  theme: 'dark' | 'light' = 'dark',
): string => `<!doctype html><meta charset="utf-8">
  <title>Photoplay on Discord</title><meta name="viewport" content="width=device-width"><style>:root { ${theme === 'dark' ? dark : light} } ${look}</style>
  ${scenes
    .map(
      ({ name, title, messages }) =>
        `<section id="${name}"><h1>${title}</h1>${messages.map(drawMessage).join('')}</section>`,
    )
    .join('')}`;
