/** How likely it is that a movement pays an invoice, each reason with its points. Pure. */
import { smaller } from '../invoice/settlement.js';

/** An unpaid invoice that something speaks for. */
export interface Candidate {
  readonly lineId: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly dueOn: string;
  readonly dueMinor: bigint;
  /** Whether money of the movement's account paid this client's invoices before. */
  readonly knownIban: boolean;
}

export interface OpenMovement {
  readonly id: string;
  readonly openMinor: bigint;
  readonly counterpartyName: string | null;
  readonly communication: string | null;
}

export interface Reason {
  readonly code: keyof typeof points;
  readonly points: number;
}

export interface Suggestion {
  /** 0 to 100. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** More than one: a joint payment. */
  readonly parts: readonly { readonly invoiceId: string; readonly amountMinor: bigint }[];
}

const points = {
  'match.number': 60,
  'match.amount': 40,
  'match.joint-amount': 40,
  'match.account': 30,
  'match.name': 20,
  'match.name-alike': 10,
} as const;

/** Below this nothing is suggested: a name alone is no reason to book money. */
const leastScore = 40;
const mostSuggestions = 5;

/** The best first; what is equally likely in the order of the due day. */
export function suggest(line: OpenMovement, candidates: readonly Candidate[]): Suggestion[] {
  const single = candidates.map((one) => ({ one, ...singleOf(line, one) }));
  const joint = [...Map.groupBy(candidates, ({ clientId }) => clientId).values()].flatMap((own) =>
    jointOf(line, own),
  );
  return [...single, ...joint]
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.one.dueOn < b.one.dueOn ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ one: _, ...suggestion }) => suggestion);
}

function singleOf(line: OpenMovement, one: Candidate): Suggestion {
  const reasons = [
    ...(names(line.communication, one.number) ? [reason('match.number')] : []),
    ...(one.dueMinor === line.openMinor ? [reason('match.amount')] : []),
    ...partyReasons(line, one),
  ];
  const amountMinor = smaller(one.dueMinor, line.openMinor);
  return { ...scored(reasons), parts: [{ invoiceId: one.invoiceId, amountMinor }] };
}

/** The client's oldest invoices, one after the other, when they come to exactly what was paid. */
function jointOf(line: OpenMovement, own: readonly Candidate[]) {
  const [first] = own;
  if (first === undefined || partyReasons(line, first).length === 0) return [];
  const parts: { invoiceId: string; amountMinor: bigint }[] = [];
  let sum = 0n;
  for (const one of own.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))) {
    parts.push({ invoiceId: one.invoiceId, amountMinor: one.dueMinor });
    sum += one.dueMinor;
    if (sum >= line.openMinor) break;
  }
  if (sum !== line.openMinor || parts.length < 2) return [];
  const named = own.some(({ number }) => names(line.communication, number));
  const reasons = [
    ...(named ? [reason('match.number')] : []),
    ...[reason('match.joint-amount'), ...partyReasons(line, first)],
  ];
  return [{ one: first, ...scored(reasons), parts }];
}

function partyReasons(line: OpenMovement, one: Candidate): Reason[] {
  const [paid, billed] = [wordsOf(line.counterpartyName ?? ''), wordsOf(one.clientName)];
  const same = paid.length > 0 && paid.join(' ') === billed.join(' ');
  const shared = paid.filter((word) => word.length > 2 && billed.includes(word)).length;
  const alike = !same && shared > 0 && shared * 2 >= Math.min(paid.length, billed.length);
  return [
    ...(one.knownIban ? [reason('match.account')] : []),
    ...(same ? [reason('match.name')] : []),
    ...(alike ? [reason('match.name-alike')] : []),
  ];
}

const reason = (code: Reason['code']): Reason => ({ code, points: points[code] });

const scored = (reasons: readonly Reason[]) => ({
  score: Math.min(
    100,
    reasons.reduce((sum, one) => sum + one.points, 0),
  ),
  reasons,
});

/** A number in the words of a payer, who may have left out or added blanks and signs. */
function names(words: string | null, number: string): boolean {
  const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return words !== null && bare(words).includes(bare(number));
}

/** Numbers of invoices that may be meant by words: what the index of numbers is asked for. */
export function numbersIn(words: string | null): string[] {
  const found = (words ?? '').matchAll(/(?<!\d)((?:19|20)\d{2})\W{0,3}(\d{5,6})(?!\d)/g);
  return [...new Set([...found].slice(0, 10).map(([, year, digits]) => `${year}-${digits}`))];
}

/**
 * How a client's name may begin that a payer has: in small letters, without legal forms at its ends.
 * Null when too little is left to look for.
 */
export function nameStem(name: string | null): string | null {
  const words = (name ?? '').normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  const isForm = (word: string | undefined) =>
    legalForms.has((word ?? '').replace(/[^\p{L}]/gu, ''));
  while (words.length > 1 && isForm(words.at(-1))) words.pop();
  while (words.length > 1 && isForm(words[0])) words.shift();
  const stem = words.join(' ');
  return stem.length < 3 ? null : stem;
}

/** Without marks, legal forms and signs: "Café du Nord (ASBL)" → cafe, du, nord. */
function wordsOf(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !legalForms.has(word));
}

const legalForms: ReadonlySet<string> = new Set([
  ...['nv', 'sa', 'bv', 'bvba', 'srl', 'sprl', 'vzw', 'asbl', 'cv', 'sc', 'scrl', 'gmbh', 'ag'],
  ...['ltd', 'inc', 'sarl', 'ev', 'comm', 'v', 'vof', 'snc'],
]);
