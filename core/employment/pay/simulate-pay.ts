import { feeRuleAt } from '../../cooperative/fee-rule.js';
import { ownCurrency } from '../../money/cooperative-currency.js';
import { feeOf } from '../../money/fee/fee.js';
import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Sql } from '../../platform/database/sql.js';
import { GezelError } from '../../platform/errors.js';
import { violationsOf } from '../../platform/model/say.js';
import { decimalOf, minorOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { minutesOf } from '../day/hours.js';
import { type Figures, figuresAt, missingFigures, noCoefficient } from '../figures.js';
import { agencyClass, plainSituation } from '../rules/pay-terms.js';
import { computePay, type Pay, type PayAmount, type PayWay } from './compute-pay.js';

/** Amounts are exact decimals of the co-operative's currency; exactly one is given. */
export interface PayQuestion extends Readonly<Partial<Record<PayAmount, string | null>>> {
  readonly kind: string;
  readonly jointCommittee: string | null;
  /** The day by whose figures it is computed. */
  readonly on: string;
  readonly defrayal?: string | null;
  readonly hours?: string | null;
  /** A rate that the worker chose, e.g. "0.21". */
  readonly withholdingRate?: string | null;
  readonly household?: {
    readonly children?: number | null;
    readonly single?: boolean | null;
    readonly spouseWithoutIncome?: boolean | null;
    readonly disabled?: boolean | null;
  } | null;
}

export interface PayAnswer {
  readonly pay: Pay | null;
  readonly currency: string;
  readonly violations: Violation[];
}

/** From one amount to all the others by the figures of a day, every step kept. Writes nothing. */
export async function simulatePay(ctx: Context, question: PayQuestion): Promise<PayAnswer> {
  requireReach(ctx.viewer, 'contract.read');
  const { cooperativeId } = ctx.viewer;
  const sql = ctx.tx ?? ctx.platform.database;
  const [currency, fee] = await Promise.all([
    ownCurrency(ctx),
    feeAt(sql, cooperativeId, question.on),
  ]);
  const asked = askedOf(question, currency);
  const figures = await figuresAt(sql, cooperativeId, {
    ...{ kind: question.kind, jointCommittee: question.jointCommittee, on: question.on },
    minutes: asked.minutes,
    situation: asked.situation,
  });
  const way = figures.terms && {
    ...{ scheme: figures.scheme, terms: figures.terms, fee, defrayalMinor: asked.defrayalMinor },
  };
  const found = [...asked.findings, ...figureFindings(figures, question, asked.from, fee)];
  const { from, amountMinor } = asked;
  const pay = refuses(found) || !way || from === null ? null : computePay(way, from, amountMinor);
  if (pay === null && !refuses(found)) {
    found.push({ code: 'pay.unreachable', path: [from as string] });
  }
  const byAgency = pay !== null && figures.scheme?.workerClass === agencyClass;
  if (byAgency) found.push(ofAgency(pay, currency));
  return { pay: byAgency ? null : pay, currency, violations: violationsOf(ctx, found) };
}

/** Of interim work only what the co-operative spends and what of it is gross is known. */
function ofAgency({ budgetMinor, grossMinor }: Pay, currency: string): Finding {
  const said = (minor: bigint) => `${decimalOf(minor, minorDigits(currency))} ${currency}`;
  const values = { budget: said(budgetMinor ?? 0n), gross: said(grossMinor) };
  return { code: 'pay.by-agency', path: ['kind'], values };
}

/** What the answer cannot do without is an error; what only leaves a part of it open, a warning. */
function figureFindings(
  { rules, scheme, terms, missing }: Figures,
  question: PayQuestion,
  from: PayAmount | null,
  fee: PayWay['fee'],
): Finding[] {
  if (rules === null || scheme === null) {
    return missing.filter(({ code }) => code !== 'contract.no-policy');
  }
  const { worker = [], employer = [] } = terms?.missing ?? {};
  const needed = new Map([...worker, ...employer].map((one) => [one.figure, one]));
  const found = missingFigures([...needed.values()]);
  const open = (needs: readonly (PayAmount | null)[]) =>
    needs.includes(from) ? {} : { severity: 'WARNING' as const };
  if (scheme.coefficient === null) {
    found.push({ ...noCoefficient(question), ...open(['invoiced', 'budget']) });
  }
  if (fee === null) {
    found.push({ code: 'pay.no-fee-rule', values: { day: question.on }, ...open(['invoiced']) });
  }
  return found;
}

function askedOf(question: PayQuestion, currency: string) {
  const findings: Finding[] = [];
  const given = amounts.filter((name) => question[name] != null);
  const from = given.length === 1 ? (given[0] as PayAmount) : null;
  if (from === null) findings.push({ code: 'pay.one-amount', values: { given: given.length } });
  const amountMinor = from === null ? 0n : minorOf(question[from] as string, currency, from);
  if (from !== null && (amountMinor <= 0n || amountMinor > mostMinor)) {
    findings.push({ code: 'pay.amount-out-of-range', path: [from] });
  }
  const defrayalMinor = minorOf(question.defrayal ?? '0', currency, 'defrayal');
  if (defrayalMinor < 0n || defrayalMinor > mostMinor) {
    findings.push({ code: 'pay.amount-out-of-range', path: ['defrayal'] });
  }
  const minutes = question.hours == null ? null : monthlyMinutes(question.hours);
  if (minutes === undefined) findings.push({ code: 'pay.hours-out-of-range', path: ['hours'] });
  const withholdingShare = shareOf(question.withholdingRate ?? null);
  if (withholdingShare === undefined) {
    findings.push({ code: 'pay.rate-out-of-range', path: ['withholdingRate'] });
  }
  const { situation, findings: household } = householdOf(question);
  findings.push(...household);
  return {
    ...{ from, amountMinor, defrayalMinor, minutes: minutes ?? null, findings },
    situation: { ...situation, withholdingShare: withholdingShare ?? null },
  };
}

function householdOf({ household }: PayQuestion) {
  const children = household?.children ?? plainSituation.children;
  const spouseWithoutIncome = household?.spouseWithoutIncome ?? false;
  const single = household?.single ?? !spouseWithoutIncome;
  const disabled = household?.disabled ?? false;
  const findings: Finding[] = [];
  if (children < 0 || children > 30) {
    findings.push({ code: 'pay.children-out-of-range', path: ['household', 'children'] });
  }
  if (single && spouseWithoutIncome) {
    findings.push({ code: 'pay.single-with-spouse', path: ['household', 'single'] });
  }
  return { situation: { children, single, spouseWithoutIncome, disabled }, findings };
}

/** The co-operative's part of an invoice by its rule of the day; null when it has none. */
async function feeAt(sql: Sql, cooperativeId: string, on: string): Promise<PayWay['fee']> {
  try {
    const rule = await feeRuleAt(sql, cooperativeId, on);
    const tariff = { rate: rule.ratePerHundredThousand, brackets: rule.bracketRows };
    return {
      feeMinor: (invoicedMinor) => feeOf(tariff, 0n, invoicedMinor).feeMinor,
      ...{ rate: tariff.rate, source: rule.source, from: rule.from, until: rule.until },
    };
  } catch (error) {
    if (error instanceof GezelError && error.code === 'BAD_USER_INPUT') return null;
    throw error;
  }
}

/** Hours of a month: the same decimals as those of a day, up to the hours that a month has. */
function monthlyMinutes(hours: string): number | undefined {
  const [whole = '', fraction = ''] = hours.split('.');
  const days = Math.floor(Number(whole) / 24);
  if (!/^\d{1,3}$/.test(whole) || days > 31) return undefined;
  const rest = `${Number(whole) % 24}${fraction === '' ? '' : `.${fraction}`}`;
  const minutes = Number(rest) === 0 ? 0 : minutesOf(rest);
  const total = minutes === null ? 0 : days * 1_440 + minutes;
  return total > 0 && total <= 31 * 1_440 ? total : undefined;
}

/** "0.21" → 21000, null stays null, anything beyond 60 % or five decimals is undefined. */
export function shareOf(rate: string | null): number | null | undefined {
  if (rate === null) return null;
  const match = /^0(?:\.(\d{1,5}))?$/.exec(rate);
  if (match === null) return undefined;
  const share = Number((match[1] ?? '').padEnd(5, '0'));
  return share <= 60_000 ? share : undefined;
}

const amounts: readonly PayAmount[] = ['invoiced', 'budget', 'employerCost', 'gross', 'net'];
/** Ten million in a currency of two decimals: beyond it somebody mistyped. */
const mostMinor = 1_000_000_000n;
