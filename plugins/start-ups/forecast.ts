/** The cash of an activity month by month. Pure: amounts in minor units, months as first days. */

export interface ForecastLine {
  readonly label: string;
  /** In when positive, out when negative; minor units as text, for lines are kept as JSON. */
  readonly amountMinor: string;
  /** The first month that it counts in, from 0, and the last. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** Every so many months: 1 is monthly, 3 quarterly, 12 yearly. */
  readonly everyMonths: number;
  /** How much more it is each time, in hundredths of a percent. */
  readonly growthBps: number;
}

export interface ForecastGround {
  readonly fromDay: string;
  readonly months: number;
  readonly openingMinor: bigint;
  readonly lines: readonly ForecastLine[];
  readonly team: readonly {
    readonly monthlyCostMinor: bigint;
    readonly fromDay: string;
    readonly untilDay: string | null;
  }[];
  readonly investments: readonly {
    readonly costMinor: bigint;
    readonly boughtOn: string;
    readonly disposedOn: string | null;
    readonly proceedsMinor: bigint | null;
  }[];
}

export interface ForecastMonth {
  readonly month: string;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
  readonly balanceMinor: bigint;
}

export function forecast(ground: ForecastGround): ForecastMonth[] {
  const months: ForecastMonth[] = [];
  let balanceMinor = ground.openingMinor;
  for (let i = 0; i < ground.months; i += 1) {
    const [month, next] = [monthAfter(ground.fromDay, i), monthAfter(ground.fromDay, i + 1)];
    const lines = ground.lines.map((line) => amountIn(line, i));
    const inMinor = sum(lines.filter((amount) => amount > 0n)) + soldIn(ground, month, next);
    const outMinor =
      -sum(lines.filter((amount) => amount < 0n)) +
      teamCost(ground, month, next) +
      investedIn(ground, month, next);
    balanceMinor += inMinor - outMinor;
    months.push({ month, inMinor, outMinor, balanceMinor });
  }
  return months;
}

/** How many whole months the money lasts; null when it lasts longer than was looked at. */
export function runwayMonths(months: readonly ForecastMonth[]): number | null {
  const first = months.findIndex(({ balanceMinor }) => balanceMinor < 0n);
  return first === -1 ? null : first;
}

/** What a month costs more than it brings, on average; nothing when it brings more. */
export function burnMinor(months: readonly ForecastMonth[]): bigint {
  const net = sum(months.map(({ inMinor, outMinor }) => outMinor - inMinor));
  return net <= 0n ? 0n : halfUp(net, BigInt(months.length));
}

/** Cash by average burn, in months with one decimal; null when nothing is burnt. */
export function averageRunway(openingMinor: bigint, burn: bigint): string | null {
  if (burn === 0n) return null;
  const tenths = openingMinor <= 0n ? 0n : (10n * openingMinor) / burn;
  return `${tenths / 10n}.${tenths % 10n}`;
}

/** The first day of the month that comes so many months later. */
export function monthAfter(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** What an investment has lost in value by a day: the same each month, from its month on. */
export function depreciatedMinor(
  { boughtOn, costMinor, residualMinor, lifeMonths }: Depreciated,
  day: string,
): bigint {
  const past = Math.min(Math.max(monthsBetween(boughtOn, day), 0), lifeMonths);
  return halfUp((costMinor - residualMinor) * BigInt(past), BigInt(lifeMonths));
}

export interface Depreciated {
  readonly boughtOn: string;
  readonly costMinor: bigint;
  readonly residualMinor: bigint;
  readonly lifeMonths: number;
}

/** Months begun, the month of the first day counted as soon as it is that day's month. */
function monthsBetween(from: string, until: string): number {
  if (until < from) return 0;
  const [y1, m1] = from.split('-').map(Number) as [number, number];
  const [y2, m2] = until.split('-').map(Number) as [number, number];
  return (y2 - y1) * 12 + (m2 - m1) + 1;
}

function amountIn(line: ForecastLine, month: number): bigint {
  const { firstMonth, lastMonth, everyMonths, growthBps } = line;
  if (month < firstMonth || month > lastMonth) return 0n;
  if ((month - firstMonth) % everyMonths !== 0) return 0n;
  let amount = BigInt(line.amountMinor);
  for (let times = (month - firstMonth) / everyMonths; times > 0; times -= 1) {
    amount = halfUp(amount * BigInt(10_000 + growthBps), 10_000n);
  }
  return amount;
}

const teamCost = ({ team }: ForecastGround, month: string, next: string): bigint =>
  sum(
    team
      .filter(({ fromDay, untilDay }) => fromDay < next && (untilDay === null || untilDay >= month))
      .map(({ monthlyCostMinor }) => monthlyCostMinor),
  );

const investedIn = ({ investments }: ForecastGround, month: string, next: string): bigint =>
  sum(
    investments
      .filter(({ boughtOn }) => boughtOn >= month && boughtOn < next)
      .map(({ costMinor }) => costMinor),
  );

const soldIn = ({ investments }: ForecastGround, month: string, next: string): bigint =>
  sum(
    investments
      .filter(({ disposedOn: on }) => on !== null && on >= month && on < next)
      .map(({ proceedsMinor }) => proceedsMinor ?? 0n),
  );

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

/** Half is rounded away from zero. */
function halfUp(amount: bigint, by: bigint): bigint {
  const half = amount < 0n ? -by : by;
  return (2n * amount + half) / (2n * by);
}
