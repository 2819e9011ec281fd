import { describe, expect, it } from 'vitest';
import { hasBlockedWords, requireAllowedWords } from '../../src/core/blocked-words.ts';

describe('words that nobody may use', () => {
  it.each([
    'a naked child on a beach',
    'NUDE teen dancing',
    'sexy 15 year old',
    'a 12-year-old girl in lingerie',
    'lolicon style',
    'undress her',
    'nacktes Kind am See',
    'ein 14-jähriges Mädchen, erotisch',
    'niña desnuda',
    'una chica de 13 años en ropa interior',
    'menina nua',
    'criança pelada',
    '裸の少女',
    '児童ポルノ',
    '小学生の下着',
    'ｎａｋｅｄ　ｋｉｄ',
    'nàked chíld',
    'n\u200Cude child',
    'nu\u200Dde ch\u00ADild',
    '少女が服を脱ぐ',
    'menina despida',
    'エロい少女',
  ])('are found: %s', (text) => expect(hasBlockedWords(text)).toBe(true));

  it.each([
    '',
    'slow zoom on a laughing child',
    'baby smiles and waves',
    'the children blow bubbles',
    'a nude statue turns slowly',
    'be kind and sexy',
    'Nina in a sexy dress',
    'grapes fall into the bowl',
    'Kinder spielen im Schnee',
    'niños jugando con la nieve',
    'criança sorrindo, 10 anos',
    '少女が微笑む',
    'a 25 year old woman, sexy dance',
    'pedometer close-up',
    'la niña se despide con la mano',
    'ピエロと子供',
    '裸足の子供',
    '帽子を脱ぐ少女',
  ])('are not mistaken: %s', (text) => expect(hasBlockedWords(text)).toBe(false));

  it('are more where a community says so: whole words, in any case', () => {
    const own = ['Purple dragon', 'ネコ', 'a+b'];
    expect(hasBlockedWords('a PURPLE  dragon flies', own)).toBe(true);
    expect(hasBlockedWords('黒いネコが歩く', own)).toBe(true);
    expect(hasBlockedWords('a+b', own)).toBe(true);
    expect(hasBlockedWords('purple dragonfly, aab', own)).toBe(false);
  });

  it('name the prompt as where they are, and nothing more', () => {
    expect(() => requireAllowedWords({ prompt: 'nude kids' })).toThrow(
      expect.objectContaining({ kind: 'blocked_words', facts: { option: 'prompt' } }),
    );
  });

  it('are found in a watermark too, and never repeated', () => {
    const post = [{ kind: 'watermark', mark: { kind: 'text', text: 'nude kids' } }] as const;
    expect(() => requireAllowedWords({ prompt: 'snow', post })).toThrow(
      expect.objectContaining({ kind: 'blocked_words', facts: {} }),
    );
  });
});
