/** A message as it is drawn: what the API says of it, and a picture for each clip. */
export type Drawn = {
  readonly command: string | null;
  readonly content: string;
  readonly pictures: readonly string[];
  readonly buttons: readonly (readonly Button[])[];
  readonly onlyForOne: boolean;
  /** By the clock of the local Discord, in milliseconds. */
  readonly seenAt: number;
};

export type Button = {
  readonly label: string;
  readonly style: number;
  readonly emoji?: { readonly name: string };
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

const drawButton = ({ label, style, emoji }: Button): string =>
  `<span class="button ${styles[style] ?? 'grey'}">${emoji === undefined ? '' : `<i>${emoji.name}</i>`}${literal(label)}</span>`;

const drawMessage = (message: Drawn): string => `
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

const look = `
  body { margin: 0; background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", "Liberation Sans", sans-serif; }
  section { width: 640px; padding: 8px 0 16px; background: #313338; }
  h1 { font-size: 13px; color: #80848e; margin: 8px 16px; text-transform: uppercase; letter-spacing: .04em; }
  article { display: grid; grid-template-columns: 40px 1fr; gap: 0 16px; padding: 6px 16px; margin-top: 12px; }
  article.mention { background: #444037; box-shadow: inset 2px 0 #f0b232; }
  header { grid-column: 2; font-size: 14px; color: #949ba4; margin-bottom: 2px; }
  header img { display: none; } header b { color: #f2f3f5; font-weight: 500; }
  .avatar { width: 40px; height: 40px; border-radius: 50%; background: conic-gradient(from 40deg, #f0a35e, #c2557a, #6a5acd, #f0a35e); }
  h2 { margin: 0; font-size: 16px; font-weight: 500; color: #f2f3f5; }
  h2 em { font: 600 10px/15px sans-serif; background: #5865f2; border-radius: 4px; padding: 1px 5px; vertical-align: 2px; }
  h2 span, .only { color: #949ba4; font-size: 12px; font-weight: 400; margin-left: 6px; }
  p { margin: 0; min-height: 1em; overflow-wrap: anywhere; } small { display: block; font-size: 13px; color: #949ba4; overflow-wrap: anywhere; }
  .only { margin: 6px 0 0; } a { color: #00a8fc; }
  mark { background: #5865f24d; color: #c9cdfb; border-radius: 3px; padding: 0 2px; font-weight: 500; }
  time { background: #4e505873; border-radius: 3px; padding: 0 2px; }
  pre { background: #2b2d31; border: 1px solid #1e1f22; border-radius: 4px; padding: 8px; margin: 4px 0; font: 13px/1.3 monospace; white-space: pre-wrap; }
  figure { position: relative; display: inline-block; margin: 6px 4px 0 0; } figure img { display: block; max-width: 300px; max-height: 220px; border-radius: 8px; }
  figure i { position: absolute; inset: 50% auto auto 50%; transform: translate(-50%, -50%); width: 48px; height: 48px; line-height: 48px; text-align: center; border-radius: 50%; background: #000a; color: #fff; font-style: normal; }
  nav { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
  .button { font-size: 14px; font-weight: 500; color: #fff; border-radius: 4px; padding: 6px 14px; white-space: nowrap; }
  .button i { font-style: normal; margin-right: 6px; }
  .grey { background: #4e5058; } .red { background: #da373c; } .green { background: #248046; } .blurple { background: #5865f2; }`;

/** The page that shows every scene as Discord would. */
export const pageOf = (scenes: readonly Scene[]): string => `<!doctype html><meta charset="utf-8">
  <title>Photoplay on Discord</title><style>${look}</style>
  ${scenes
    .map(
      ({ name, title, messages }) =>
        `<section id="${name}"><h1>${title}</h1>${messages.map(drawMessage).join('')}</section>`,
    )
    .join('')}`;
