import type { Language } from '../language.ts';

/** What the web page refuses before anything is asked. */
export const webFailures = {
  bad_request: () => 'リクエストを読み取れませんでした。戻ってもう一度お試しください。',
  request_too_big: () => '一度に受け取れる量を超えています。減らして送ってください。',
  too_many_requests: ({ seconds = 60 }) =>
    `同じアドレスからのリクエストが多すぎます。${seconds}秒後にもう一度お試しください。`,
  foreign_request: () =>
    '別のサイトから送られたため、何も行いませんでした。このページを直接開いて、もう一度お試しください。',
  bad_range: () => 'ファイルにその部分はありません。ページを読み込み直してください。',
  link_expired: () =>
    'このリンクは期限切れです。受け取った場所でもう一度クリップを表示してください。「clips」で自分のクリップが見られます。',
  playground_off: () =>
    'このページではクリップを作れません。運営者が WEB_ACCESS_KEY を設定すると使えるようになります。',
  wrong_key: () => 'アクセスキーが違います。確認して、もう一度お試しください。',
} satisfies Partial<Language['failures']>;
