import { createHash } from 'node:crypto';

/** A valid national number that belongs to nobody here but to this text, always the same. */
export function nationalNumberOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  const day = new Date(Date.UTC(1960, 0, 1) + (bytes.readUInt16BE(0) % 14_000) * 86_400_000);
  const birth = day.toISOString().slice(2, 10).replaceAll('-', '');
  const counter = String(1 + (bytes.readUInt16BE(2) % 997)).padStart(3, '0');
  const check = 97 - (Number(birth + counter) % 97);
  return `${birth}${counter}${String(check).padStart(2, '0')}`;
}
