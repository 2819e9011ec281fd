import type { Language } from '../language.ts';

export const chat: Language['chat'] = {
  start: (days) =>
    '写真を送って、どう変えるかを選んでください。写真の下に「slow zoom」「pan left」のように動かしたいものを書くこともできます。\n' +
    '写真が2枚あれば、キスやハグもできます。グループでは、写真に /animate と返信してください。\n' +
    `共有するまで、クリップを見られるのはあなただけです。写真は作り直しのために${days}日間保存します。クリップを削除すると写真も削除されます。`,
  ask: 'どうしますか？下から選ぶか、「slow zoom」のように言葉を添えて写真を送り直してください。',
  askSeveral: (count) => `この${count}枚の写真をどうしますか？`,
  more: 'もっと見る',
  back: '戻る',
  swap: (left) => `左は写真${left}：入れ替える`,
  taking: '写真を受け取っています。',
  several: (done, count) => `クリップ${count}本中${done}本ができました`,
  photoMissing: 'どの写真ですか？写真の下に書くか、写真に返信してください。',
  notPhoto: '動かせるのは写真だけです。スタンプ、GIF、動画、音声は使えません。写真を送ってください。',
  choose: (command) => `どれにしますか？（/${command}）`,
  say: (option) => `返信してください：${option}`,
  newMotion: '新しい動きを返信してください。写真とシードはそのままです。',
  sentPrivately: '個別チャットに送りました。',
  openFirst: 'これはあなただけのものです。一度ボットを開くと、そちらに届きます。',
  open: 'ボットを開く',
  remixInstead: '自分のクリップを作るには、このクリップに /remix と返信してください。',
  unsure:
    'クリップはできましたが、届いたかどうかTelegramから返事がありません。ここにないときは「見る」を押してください。',
  make: 'クリップを作る',
};
