/**
 * A text in the characters that every bank of SEPA takes: Latin letters without marks, digits and
 * `/ - ? : ( ) . , ' +` (EPC217-08). A name that has none of them left is a question mark.
 */
export function sepaText(text: string, limit: number): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (letter) => spelled[letter] ?? capital(letter) ?? ' ')
    .replace(/&/g, '+')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    // Neither at the ends nor twice: a slash has a meaning to some banks.
    .replace(/\/{2,}/g, '/')
    .replace(/ {2,}/g, ' ')
    .slice(0, limit)
    .replace(/^[/ ]+|[/ ]+$/g, '');
  return plain === '' ? '?' : plain;
}

function capital(letter: string): string | undefined {
  const small = spelled[letter.toLowerCase()];
  return small && small.slice(0, 1).toUpperCase() + small.slice(1);
}

/** Letters that are no letter with a mark. */
const spelled: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' },
  ...{ '’': "'", '‘': "'", '–': '-', '—': '-' },
};
